namespace Vamos.Adapters.Certification.Expectations;

using Vamos.Adapter.V1;
using Vamos.Common.V1;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

/// <summary>Reads what an adapter is expected to hold.</summary>
internal static class ExpectationsFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ExpectationsException">Everything that is wrong with it.</exception>
    public static AdapterExpectations Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExpectationsException([$"cannot be read: {e.Message}"]);
        }
    }

    /// <summary>Reads the text of one.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="folder">Where the command runs that causes changes.</param>
    public static AdapterExpectations Parse(string text, string folder)
    {
        var stream = new YamlStream();
        try
        {
            // JSON may be indented by tabs, which YAML does not like; within a text neither has one.
            stream.Load(new StringReader(text.TrimStart().StartsWith('{') ? text.Replace('\t', ' ') : text));
        }
        catch (YamlException e)
        {
            throw new ExpectationsException([$"line {e.Start.Line}: is neither YAML nor JSON: {e.Message}"]);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser's own, on some texts that are no YAML.
            throw new ExpectationsException(["is neither YAML nor JSON; look for a bracket, brace or quotation mark that is not closed"]);
        }

        if (stream.Documents.Count == 0)
            return AdapterExpectations.None;
        var reading = new YamlReading();
        var expectations = Whole(stream.Documents[0].RootNode, folder, reading);
        return reading.Errors.Count == 0 ? expectations : throw new ExpectationsException(reading.Errors);
    }

    private static AdapterExpectations Whole(YamlNode root, string folder, YamlReading reading)
    {
        var keys = reading.Mapping(root, "the file", "people", "unknown", "changes", "timeouts");
        var people = reading.List(keys.GetValueOrDefault("people"), "people").Select((node, i) => Person(node, i, reading)).OfType<ExpectedPerson>().ToList();
        var unknown = reading.List(keys.GetValueOrDefault("unknown"), "unknown").Select((node, i) => reading.Person(node, $"unknown[{i}]"));
        return new AdapterExpectations
        {
            People = people,
            Unknown = [.. unknown.OfType<NationalId>()],
            Changes = keys.TryGetValue("changes", out var changes) && !YamlReading.IsNothing(changes) ? Changes(changes, folder, people, reading) : null,
            Timeouts = keys.TryGetValue("timeouts", out var timeouts) && !YamlReading.IsNothing(timeouts) ? Patience(timeouts, reading) : new Timeouts(),
        };
    }

    private static ExpectedPerson? Person(YamlNode node, int position, YamlReading reading)
    {
        var path = $"people[{position}]";
        // The number alone is enough.
        if (node is YamlScalarNode)
            return reading.Person(node, path) is { } alone ? new ExpectedPerson(path, alone, null) : null;
        var keys = reading.Mapping(node, path, "national_id", "name", "records");
        var id = reading.Person(keys.GetValueOrDefault("national_id") ?? node, $"{path}.national_id");
        var label = reading.Text(keys.GetValueOrDefault("name"), $"{path}.name") ?? path;
        var records = keys.TryGetValue("records", out var expected) && !YamlReading.IsNothing(expected)
            ? ExpectedReader.Message(PersonRecords.Descriptor, expected, $"{path}.records", reading)
            : null;
        return id is null ? null : new ExpectedPerson(label, id, records);
    }

    private static ChangeCause? Changes(YamlNode node, string folder, List<ExpectedPerson> people, YamlReading reading)
    {
        var keys = reading.Mapping(node, "changes", "command", "people", "times", "within");
        var command = reading.Text(keys.GetValueOrDefault("command"), "changes.command");
        if (command is null)
            reading.Error(node, "changes.command is required: what changes the records of a person in the legacy system");
        var whose = reading.List(keys.GetValueOrDefault("people"), "changes.people")
            .Select((person, i) => reading.Person(person, $"changes.people[{i}]")).OfType<NationalId>().ToList();
        if (whose.Count == 0)
            whose = [.. people.Select(person => person.NationalId)];
        if (whose.Count == 0)
            reading.Error(node, "changes.people is required when people is empty: whose records the command changes");
        var times = reading.Number(keys.GetValueOrDefault("times"), "changes.times", 3, 2, 100);
        var within = reading.Duration(keys.GetValueOrDefault("within"), "changes.within", TimeSpan.FromSeconds(30));
        return new ChangeCause(command ?? "", folder, whose, times, within);
    }

    private static Timeouts Patience(YamlNode node, YamlReading reading)
    {
        var keys = reading.Mapping(node, "timeouts", "call", "batch", "sign_of_life", "idle", "clock");
        var usual = new Timeouts();
        TimeSpan Of(string key, TimeSpan otherwise) => reading.Duration(keys.GetValueOrDefault(key), $"timeouts.{key}", otherwise);
        return new Timeouts
        {
            Call = Of("call", usual.Call),
            Batch = Of("batch", usual.Batch),
            SignOfLife = Of("sign_of_life", usual.SignOfLife),
            Idle = Of("idle", usual.Idle),
            Clock = Of("clock", usual.Clock),
        };
    }
}

/// <summary>A file of expectations that cannot be used.</summary>
internal sealed class ExpectationsException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>All that is wrong with it.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
