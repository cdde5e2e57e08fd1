namespace Vamos.Cli.Tests;

using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Contracts.Errors;
using Vamos.Fips.V1;
using Vamos.Translation;

/// <summary>Imports against a hub that keeps each request id once and refuses forms without members.</summary>
public sealed class ImportFormsTests : IClassFixture<TestCertificates>, IDisposable
{
    private readonly TestCertificates _certificates;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-import-");
    private readonly ConcurrentDictionary<string, IntegratedProtectionForm> _kept = new();

    public ImportFormsTests(TestCertificates certificates) => _certificates = certificates;

    private string File => Path.Combine(_folder.FullName, "forms.jsonl");

    private string Quarantine => File + ".import";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task Forms_of_a_file_are_stored_and_counted()
    {
        await using var hub = await HubAsync();
        Write(120);

        var run = await CommandRun.Against(hub, _certificates, "fips", "import", File, "--as", "mds");

        Assert.Equal("Imported\n  Stored              120\n  Stored before       0\n  Not readable        0\n  Refused by the hub  0\n\n", run.Output);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Equal(120, _kept.Count);
        Assert.Equal("PURPOSE_HOUSEHOLD_REGISTRATION", hub.Script.Calls[0].Header("vamos-purpose"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Same_forms_in_another_file_are_not_stored_again()
    {
        await using var hub = await HubAsync();
        Write(50);
        await CommandRun.Against(hub, _certificates, "fips", "import", File);
        Write(60);

        var run = await CommandRun.Against(hub, _certificates, "fips", "import", File, "--quarantine", Path.Combine(_folder.FullName, "second"), "--json");

        Assert.Equal((10, 50), (run.OutputJson.GetProperty("stored").GetInt32(), run.OutputJson.GetProperty("repeated").GetInt32()));
        Assert.Equal(60, _kept.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Forms_that_cannot_be_used_are_set_aside_with_the_reason()
    {
        await using var hub = await HubAsync();
        Write(10, (3, "{ \"members\": 7 }"), (5, JsonFormatter.Default.Format(new IntegratedProtectionForm { HouseholdId = "empty" })));

        var run = await CommandRun.Against(hub, _certificates, "fips", "import", File);

        Assert.Equal(ExitCode.DocumentsRefused, run.ExitCode);
        Assert.Contains("Not readable        1\n  Refused by the hub  1\n", run.Output, StringComparison.Ordinal);
        var reasons = await System.IO.File.ReadAllLinesAsync(Path.Combine(Quarantine, "reasons.csv"));
        Assert.Equal(3, reasons.Length);
        Assert.Contains(reasons, line => line.StartsWith("forms.jsonl;3;", StringComparison.Ordinal));
        Assert.Contains("forms.jsonl;5;form.members;no tiene integrantes", reasons);
        var refused = Assert.Single(await System.IO.File.ReadAllLinesAsync(Path.Combine(Quarantine, "fichas.jsonl")));
        Assert.Equal("empty", IntegratedProtectionForm.Parser.ParseJson(refused).HouseholdId);
    }

    [Fact(Timeout = 60_000)]
    public async Task Tables_of_the_ministry_in_latin1_are_read_as_what_they_are_and_bad_rows_are_kept_as_they_stood()
    {
        await using var hub = await HubAsync();
        var households = Path.Combine(_folder.FullName, "ficha_hogar_20261120.csv");
        var sheets = Enumerable.Range(1, 30)
            .Select(number => Row(LegacyFormFiles.MemberColumns, $"{Number(number)} P43:1 P48:1 P47:6 P45A:MARÍA P44A:NÚÑEZ P49:1"));
        WriteTable(households, LegacyFormFiles.HouseholdColumns, Enumerable.Range(1, 30)
            .Select(number => Row(LegacyFormFiles.HouseholdColumns, $"{Number(number)} P20D:6 P20M:{(number == 7 ? 13 : 5)} P20A:2026 P06:6")));
        WriteTable(Path.Combine(_folder.FullName, "ficha_persona_20261120.csv"), LegacyFormFiles.MemberColumns, sheets);

        var run = await CommandRun.Against(hub, _certificates, "fips", "import", households, "--instrument", "ficha-hogar", "--as", "mds");

        Assert.Equal(ExitCode.DocumentsRefused, run.ExitCode);
        Assert.StartsWith("Imported\n  Lines               60\n  Stored              29\n", run.Output, StringComparison.Ordinal);
        Assert.All(_kept.Values, form => Assert.Equal((Instrument.FichaHogar, "mds"), (form.Interview.Instrument, form.Interview.Institution)));
        Assert.All(_kept.Values, form => Assert.Equal("NÚÑEZ", form.Members[0].Name.FirstSurname));
        var set = Directory.GetFiles(households + ".import").Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["ficha_hogar_20261120.csv", "ficha_persona_20261120.csv", "import-state.json", "reasons.csv"], set);
        var kept = await System.IO.File.ReadAllLinesAsync(Path.Combine(households + ".import", "ficha_persona_20261120.csv"), Encoding.Latin1);
        Assert.Equal([LegacyFormFiles.MemberColumns, sheets.ElementAt(6)], kept);

        static string Number(int number) => $"P01A:11 P01B:16 P01C:1 P01D:{number} P02:7 P03:1";
    }

    [Fact(Timeout = 60_000)]
    public async Task Import_that_was_interrupted_goes_on_where_it_was_and_quarantines_nothing_twice()
    {
        const int Many = 12_000;
        await using var hub = await HubAsync();
        Write(Many, (1_000, "{"), (6_000, "{"), (10_900, "{"));
        var take = hub.Script.Forms.Import;
        using var interrupt = new CancellationTokenSource();
        hub.Script.Forms.Import = async (forms, context, number) =>
        {
            if (number != 3)
                return await take(forms, context, number);
            await interrupt.CancelAsync();
            throw new OperationCanceledException();
        };
        using var output = new StringWriter();
        string[] line = ["fips", "import", File, "--hub", hub.Address.ToString(), "--certs", _certificates.Path];
        var first = await new VamosCommandLine(Terminal.Plain(output, TextWriter.Null, _ => null, TimeProvider.System)).RunAsync(line, interrupt.Token);

        var second = await CommandRun.Of(line);
        var third = await CommandRun.Of(line);

        Assert.Equal((ExitCode.Cancelled, ExitCode.DocumentsRefused, ExitCode.DocumentsRefused), (first, second.ExitCode, third.ExitCode));
        Assert.StartsWith("10002 forms are settled", second.Error, StringComparison.Ordinal);
        Assert.Contains($"Stored              {Many - 3}\n", second.Output, StringComparison.Ordinal);
        Assert.Equal(second.Output, third.Output);
        Assert.Equal(Many - 3, _kept.Count);
        var reasons = await System.IO.File.ReadAllLinesAsync(Path.Combine(Quarantine, "reasons.csv"));
        Assert.Equal(["1000", "6000", "10900"], reasons.Skip(1).Select(reason => reason.Split(';')[1]));
        Assert.Equal(4, hub.Script.Calls.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Quarantine_of_another_file_is_not_touched()
    {
        await using var hub = await HubAsync();
        Write(5);
        await CommandRun.Against(hub, _certificates, "fips", "import", File);
        Write(6);
        var letters = _folder.CreateSubdirectory("letters").FullName;
        await System.IO.File.WriteAllTextAsync(Path.Combine(letters, "letter.txt"), "Estimado señor:");

        var changed = await CommandRun.Against(hub, _certificates, "fips", "import", File);
        var elsewhere = await CommandRun.Against(hub, _certificates, "fips", "import", File, "--quarantine", letters);

        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (changed.ExitCode, elsewhere.ExitCode));
        Assert.StartsWith("--quarantine:", changed.Error, StringComparison.Ordinal);
        Assert.StartsWith("--quarantine:", elsewhere.Error, StringComparison.Ordinal);
        Assert.Equal("Estimado señor:", await System.IO.File.ReadAllTextAsync(Path.Combine(letters, "letter.txt")));
        Assert.Single(hub.Script.Calls);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("ficha-hogar", "--instrument ficha")]
    [InlineData("--district", "--district 11")]
    [InlineData("--interview-date", "--interview-date 3/4/2026")]
    [InlineData("missing.jsonl", "")]
    public async Task Command_line_that_cannot_be_used_is_refused_by_name(string name, string options)
    {
        var run = await CommandRun.Of(["fips", "import", "missing.jsonl", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(name.TrimStart('-'), run.Error, StringComparison.Ordinal);
    }

    private async Task<ScriptedHubServer> HubAsync()
    {
        var hub = await ScriptedHubServer.StartAsync(_certificates);
        hub.Script.Forms.Import = async (forms, _, _) =>
        {
            var answer = new ImportFormsResponse();
            await foreach (var form in forms.ReadAllAsync())
            {
                if (form.Form.Members.Count == 0)
                {
                    answer.RefusedCount++;
                    var why = Problem.InvalidRequest([new ProblemField("form.members", "no tiene integrantes")]);
                    answer.Failures.Add(new ImportFailure { CorrelationId = form.CorrelationId, Error = why.ToStatus() });
                }
                else if (_kept.TryAdd(form.RequestId, form.Form))
                {
                    answer.StoredCount++;
                }
                else
                {
                    answer.RepeatedCount++;
                }
            }

            return answer;
        };
        return hub;
    }

    private void Write(int count, params (int Line, string Text)[] instead)
    {
        var lines = Enumerable.Range(1, count)
            .Select(i => JsonFormatter.Default.Format(new IntegratedProtectionForm { HouseholdId = $"H{i}", Members = { new FormMember { MemberId = "1" } } }))
            .ToArray();
        foreach (var (line, text) in instead)
            lines[line - 1] = text;
        System.IO.File.WriteAllLines(File, lines);
    }

    private static void WriteTable(string path, string columns, IEnumerable<string> rows) =>
        System.IO.File.WriteAllLines(path, [columns, .. rows], Encoding.Latin1);

    private static string Row(string columns, string answers)
    {
        var given = answers.Split(' ').ToDictionary(answer => answer.Split(':')[0], answer => answer.Split(':')[1]);
        return string.Join(';', columns.Split(';').Select(column => given.GetValueOrDefault(column, "")));
    }
}
