namespace Vamos.Adapters.Certification.Expectations;

using System.Globalization;
using Vamos.Common.V1;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

/// <summary>Reads the values of a YAML file (JSON is YAML too), and collects all that is wrong with it.</summary>
internal sealed class YamlReading
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    public void Error(YamlNode? at, string text) => _errors.Add(at is null ? text : $"line {at.Start.Line}: {text}");

    /// <summary>The keys of a mapping, each of which must be one of those known.</summary>
    public Dictionary<string, YamlNode> Mapping(YamlNode node, string path, params string[] known)
    {
        var found = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is not YamlMappingNode mapping)
        {
            Error(node, $"{path} must be a mapping of {string.Join(", ", known)}");
            return found;
        }

        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (known.Contains(name, StringComparer.Ordinal))
                found[name] = value;
            else
                Error(key, $"{path} has no '{name}'; it may have {string.Join(", ", known)}");
        }

        return found;
    }

    /// <summary>The elements of a list.</summary>
    public IEnumerable<YamlNode> List(YamlNode? node, string path)
    {
        if (node is null or YamlSequenceNode || IsNothing(node))
            return (node as YamlSequenceNode)?.Children ?? [];
        Error(node, $"{path} must be a list");
        return [];
    }

    /// <summary>A text; null when it is none, or stands for nothing.</summary>
    public string? Text(YamlNode? node, string path)
    {
        if (node is null)
            return null;
        if (node is YamlScalarNode scalar)
            return IsNothing(scalar) ? null : scalar.Value;
        Error(node, $"{path} must be a text");
        return null;
    }

    /// <summary>A number between two bounds.</summary>
    public int Number(YamlNode? node, string path, int otherwise, int least, int most)
    {
        if (Text(node, path) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Error(node, $"{path} must be a number from {least} to {most}");
        return otherwise;
    }

    /// <summary>A time span: <c>500ms</c>, <c>10s</c>, <c>2m</c>.</summary>
    public TimeSpan Duration(YamlNode? node, string path, TimeSpan otherwise)
    {
        if (Text(node, path) is not { } text)
            return otherwise;
        if (TryDuration(text, out var duration))
            return duration;
        Error(node, $"{path} must be a time like 500ms, 10s or 2m");
        return otherwise;
    }

    /// <summary>The number of an identity document, as text or as a mapping in the contract's names.</summary>
    public NationalId? Person(YamlNode? node, string path)
    {
        var person = node switch
        {
            YamlScalarNode scalar => NationalId.TryParse(scalar.Value, out var parsed) ? parsed : null,
            YamlMappingNode => Written(Mapping(node, path, "number", "letter", "country_code"), path),
            _ => null,
        };
        if (person is not null && !person.Violations(path).Any())
            return person;
        Error(node, $"{path} must be the number of an identity document, like 1234567, A-1234567 or {{ number: \"1234567\", letter: A }}");
        return null;
    }

    /// <summary>Whether a value stands for nothing.</summary>
    public static bool IsNothing(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" };

    public static bool TryDuration(string text, out TimeSpan duration)
    {
        var (digits, unit) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], TimeSpan.FromMilliseconds(1)),
            _ when text.EndsWith('s') => (text[..^1], TimeSpan.FromSeconds(1)),
            _ when text.EndsWith('m') => (text[..^1], TimeSpan.FromMinutes(1)),
            _ => ("", TimeSpan.Zero),
        };
        var isNumber = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 100_000;
        duration = isNumber ? number * unit : TimeSpan.Zero;
        return isNumber;
    }

    private NationalId Written(Dictionary<string, YamlNode> keys, string path) => new()
    {
        Number = Text(keys.GetValueOrDefault("number"), $"{path}.number") ?? "",
        Letter = Text(keys.GetValueOrDefault("letter"), $"{path}.letter") ?? "",
        CountryCode = Text(keys.GetValueOrDefault("country_code"), $"{path}.country_code") ?? "",
    };
}
