namespace Vamos.EndToEnd.Tests;

using System.Text;
using Google.Protobuf;
using Vamos.Eligibility.V1;
using Vamos.EndToEnd.Tests.Running;

/// <summary>What the rules say of the test people, through the sandbox with its three institutions.</summary>
[Collection(SharedSandbox.Name)]
public sealed class EligibilityTests(SandboxFixture sandbox)
{
    private const string Begin = "<!-- verdicts: held in step by a test -->";
    private const string End = "<!-- end of verdicts -->";

    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private static readonly string[] Programmes =
        ["pension-universal", "tekopora", "abrazo", "tenondera", "hambre-cero", "pani", "ips-dependiente"];

    private static readonly string[] People =
        [.. Enumerable.Range(1, 10).Select(i => $"990000{i:00}"), "A-99000010", .. Enumerable.Range(11, 6).Select(i => $"990000{i:00}")];

    public static TheoryData<string, string, Verdict, string> Demanded => new()
    {
        { "99000001", "pension-universal", Verdict.Eligible, "" },
        { "99000002", "pension-universal", Verdict.NotEligible, "no-salary" },
        { "99000003", "pension-universal", Verdict.NotEligible, "alive" },
        { "99000004", "tekopora", Verdict.Eligible, "" },
        { "99000004", "pension-universal", Verdict.NotEligible, "minimum-age" },
        { "99000006", "pension-universal", Verdict.Eligible, "" },
        { "99000007", "tekopora", Verdict.NotEligible, "instalments" },
        { "99000009", "pension-universal", Verdict.Eligible, "" },
        { "99000011", "pension-universal", Verdict.NotEligible, "no-retirement" },
        { "99000012", "pension-universal", Verdict.Undetermined, "alive" },
        { "99000013", "pension-universal", Verdict.Eligible, "" },
        { "99000013", "tekopora", Verdict.Undetermined, "poverty" },
        { "99000015", "tekopora", Verdict.NotEligible, "instalments" },
        { "99000016", "tekopora", Verdict.NotEligible, "instalments" },
    };

    [Theory]
    [MemberData(nameof(Demanded))]
    public async Task Verdict_is_what_the_story_of_the_person_demands(string cedula, string programme, Verdict verdict, string reason)
    {
        using var caller = Caller();

        var decision = await caller.CheckAsync(cedula, programme);

        Assert.True(verdict == decision.Verdict, $"{cedula} in {programme} is {Cell(decision)}");
        var outcome = verdict == Verdict.NotEligible ? CriterionOutcome.NotMet : CriterionOutcome.Unknown;
        if (reason.Length != 0)
            Assert.Contains(reason, decision.Criteria.Where(c => c.Outcome == outcome).Select(c => c.CriterionCode));
        Assert.All(decision.Criteria, criterion => Assert.NotEmpty(criterion.Explanation));
        Assert.All(decision.Criteria.SelectMany(c => c.Facts), fact => Assert.NotEmpty(fact.Provenance.Institution));
    }

    [Fact]
    public async Task Table_in_the_documentation_says_what_the_rules_say()
    {
        using var caller = Caller();
        var cells = await Task.WhenAll(People.SelectMany(_ => Programmes, caller.CheckAsync));

        var table = new StringBuilder($"| Number | {string.Join(" | ", Programmes)} |\n|---|{string.Concat(Programmes.Select(_ => "---|"))}\n");
        for (var row = 0; row < People.Length; row++)
            table.Append($"| {People[row]} | {string.Join(" | ", cells.Skip(row * Programmes.Length).Take(Programmes.Length).Select(Cell))} |\n");

        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "sandbox.md"));
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var written = text[begin..Math.Max(begin, text.IndexOf(End, StringComparison.Ordinal))].Trim();
        Assert.True(written == table.ToString().Trim(), $"docs/sandbox.md says otherwise. The rules say:\n{table}");
    }

    [Fact]
    public async Task Check_explains_and_says_the_second_time_how_long_the_decision_was_kept()
    {
        string[] check = ["eligibility", "check", "99000001", "--programme", "pension-universal", "--as", "mds"];
        await sandbox.VamosAsync([.. check, "--max-age", "0"]);

        var said = await sandbox.VamosAsync(check);
        var json = await sandbox.VamosAsync([.. check, "--json"]);

        Assert.True(said.ExitCode == 0, said.Error);
        foreach (var shown in new[] { "ELIGIBLE for pension-universal", "kept for", "Ley 7322/2024", "Ninguna fuente registra", "mds", "mtess" })
            Assert.Contains(shown, said.Output, StringComparison.Ordinal);
        var decision = Json.Parse<CheckEligibilityResponse>(json.Output).Decision;
        Assert.True(decision.Provenance.FromCache, json.Output);
        Assert.True(decision.Provenance.CacheAge.ToTimeSpan() > TimeSpan.Zero, json.Output);
    }

    [Fact]
    public async Task Batch_that_is_killed_and_interrupted_and_begun_again_has_every_line_once()
    {
        const int lines = 8_000;
        var (input, output) = (Path.Combine(sandbox.Folder, "people.csv"), Path.Combine(sandbox.Folder, "verdicts.csv"));
        await File.WriteAllLinesAsync(input, ["cedula", "10x", "", .. Enumerable.Range(0, lines - 3).Select(i => $"{91_000_000 + i}")]);
        string[] batch = ["eligibility", "batch", "--programme", "pension-universal", "--input", input, "--output", output, "--as", "mds", "--hub", $"https://{sandbox.Hub}"];

        await using (var killed = Daemon.Start(sandbox.Folder, Repository.Cli, batch))
        {
            await HoldsAsync(output, 500);
            await killed.KillAsync();
        }

        var first = Lines(output).Length;
        await using (var interrupted = Daemon.Start(sandbox.Folder, Repository.Cli, batch))
        {
            await HoldsAsync(output, first + 500);
            await interrupted.StopAsync("INT");
        }

        var second = Lines(output).Length;
        var ended = await Finished.RunAsync(sandbox.Folder, "dotnet", [Repository.Cli, .. batch]);

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.InRange(second, first + 1, lines - 2);
        Assert.Contains("going on", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Verdicts", ended.Output, StringComparison.Ordinal);
        var verdicts = Lines(output).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal([2, .. Enumerable.Range(4, lines - 3)], verdicts.Select(v => int.Parse(v[0])).Order());
        Assert.All(verdicts.Where(v => v[0] != "2"), v => Assert.Equal($"{91_000_000 + int.Parse(v[0]) - 4}", v[1]));
        Assert.All(verdicts.Where(v => v[0] != "2"), v => Assert.NotEmpty(v[3]));
    }

    private HubCaller Caller() => new(new Uri($"https://{sandbox.Hub}"), sandbox.Certificates, "mds");

    private static string Cell(EligibilityDecision decision) => decision.Verdict switch
    {
        Verdict.Eligible => "**yes**",
        Verdict.NotEligible => "no: " + Reasons(decision, CriterionOutcome.NotMet),
        _ => "open: " + Reasons(decision, CriterionOutcome.Unknown),
    };

    private static string Reasons(EligibilityDecision decision, CriterionOutcome outcome) =>
        string.Join(", ", decision.Criteria.Where(c => c.Outcome == outcome).Select(c => c.CriterionCode));

    private static async Task HoldsAsync(string path, int lines)
    {
        var until = DateTime.UtcNow.AddSeconds(30);
        while (!File.Exists(path) || Lines(path).Length < lines)
        {
            Assert.True(DateTime.UtcNow < until, $"{path} did not get {lines} lines within 30 s");
            await Task.Delay(5);
        }
    }

    private static string[] Lines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
