namespace Vamos.Sandbox.Forms;

using System.CommandLine;
using System.Globalization;
using System.Text;
using Vamos.Fips.Documents;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>
/// The command <c>forms</c>: writes the forms of the simulated households as files, to try an import with. The integrated forms as JSON lines, and the
/// earlier forms of the same households as the ministry's files, in Latin-1, with the mistakes of an earlier visit and a few lines that nobody can read.
/// </summary>
internal static class FormFilesCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Where to write them." };
        var defaults = new SandboxOptions();
        var seed = SandboxCommand.Number("--seed", "What the generated people are drawn from.", defaults.Seed, int.MinValue, int.MaxValue);
        var people = SandboxCommand.Number("--people", "Generated people, beside the test people.", defaults.People, 0, 2_000_000);
        var command = new Command("forms", "Writes the household forms of the simulated people as files, to try an import with.") { folder, seed, people };
        command.SetAction(parsed => Write(parsed.GetValue(folder)!, parsed.GetValue(seed), parsed.GetValue(people), Console.Out));
        return command;
    }

    private static void Write(string folder, int seed, int people, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(-3)).Date);
        var visited = SimulatedPopulation.Generate(seed, people, today).Households.Where(household => household.InterviewedOn is not null).ToList();

        var integrated = Path.Combine(folder, "fips.jsonl");
        File.WriteAllLines(integrated, visited.Select(household => FormDocument.JsonLine(SimulatedForm.Of(household, today))));
        output.WriteLine($"{visited.Count,9:N0} integrated forms      {integrated}");
        foreach (var (name, lines) in NightlyForms.Of([.. visited.Select(OlderVisit.Of)]))
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}_{today:yyyyMMdd}.csv"));
            var all = lines.Concat(Unreadable(name)).ToList();
            File.WriteAllText(path, string.Concat(all.Select(line => line + "\r\n")), Encoding.Latin1);
            output.WriteLine($"{all.Count - 1,9:N0} rows of {name,-13} {path}");
        }
    }

    // A line of another file, a cut one, and a stray quotation mark.
    private static IEnumerable<string> Unreadable(string file) =>
    [
        "departamento;distrito;nombres_apellidos", file == "ficha_hogar" ? "31;2;2019;" : "11;16;001;", "\"11;16;001;9;1;1",
    ];
}
