namespace Vamos.Cli.Tests;

using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Fips.Documents;
using Vamos.Fips.V1;
using Vamos.Fips.Validation;

public sealed class FormsTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly Problem End = new(StatusCode.OutOfRange, ErrorReasons.ResumeTokenExpired, "Gone.", "Ya no se conserva.");

    [Fact(Timeout = 30_000)]
    public async Task Form_is_written_for_people_with_its_index_and_its_conflicts()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.PersonForm = _ => ScriptedForm.Kept();

        var run = await CommandRun.Against(hub, certificates, "fips", "get", "--person", "99.000.004", "--as", "mds");

        var age = Wording.Age(new Date { Year = 1992, Month = 3, Day = 14 }, DateOnly.FromDateTime(DateTime.Now))!.Value;
        Assert.Equal(Golden("form.txt").Replace("{age}", $"{age}", StringComparison.Ordinal), run.Output);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Equal("99000004", ((GetPersonFormRequest)hub.Script.Calls.Single().Request).NationalId.Number);
    }

    [Fact(Timeout = 30_000)]
    public async Task Form_as_json_is_submitted_again_as_it_came()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Form = _ => ScriptedForm.Kept();
        var file = Path.Combine(certificates.Path, "again.json");

        var got = await CommandRun.Against(hub, certificates, "fips", "get", "F-31", "--version", "2", "--json");
        await File.WriteAllTextAsync(file, got.Output);
        var submitted = await CommandRun.Against(hub, certificates, "fips", "submit", file);

        Assert.Equal((ExitCode.Ok, $"Exchange {HubScript.ExchangeId}\n"), (got.ExitCode, got.Error));
        Assert.Equal(("F-31", 2L), (((GetFormRequest)hub.Script.Calls[0].Request).FormId, ((GetFormRequest)hub.Script.Calls[0].Request).Version));
        Assert.Equal(ExitCode.Ok, submitted.ExitCode);
        Assert.Equal(ScriptedForm.Kept(), ((SubmitFormRequest)hub.Script.Calls[1].Request).Form);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("fips get", "--person")]
    [InlineData("fips get F-1 --person 99000004", "--person")]
    [InlineData("fips get --person 99000004 --version 2", "--version")]
    [InlineData("fips get F-1 --json --yaml", "--yaml")]
    [InlineData("fips get --person 10x", "10x")]
    [InlineData("fips list --territory 9999", "--territory")]
    [InlineData("fips list --since yesterday", "--since")]
    [InlineData("fips list --limit 0", "--limit")]
    [InlineData("fips watch --from ???", "--from")]
    [InlineData("fips status", "cedula")]
    public async Task Command_line_that_cannot_be_used_is_refused_by_name(string line, string name)
    {
        var run = await CommandRun.Of(line.Split(' '));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Person_without_a_form_ends_with_not_found()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.PersonForm = _ => throw new Problem(StatusCode.NotFound, "FORM_NOT_FOUND", "No form names the person.", "No hay ficha.").ToException();

        var run = await CommandRun.Against(hub, certificates, "fips", "get", "--person", "99000013");

        Assert.Equal((ExitCode.NotFound, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("No form names the person.", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Submitted_form_is_told_with_its_index_and_its_warnings_under_an_id_that_follows_from_it()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Submission = (_, _) => new SubmitFormResponse
        {
            Form = ScriptedForm.Kept(),
            Warnings = { new FormViolation { RuleCode = "income-high", Field = "members[0].incomes[0].amount", Message = "Parece mucho." } },
        };
        var file = await FileAsync("one.json", ScriptedForm.Submitted());

        var run = await CommandRun.Against(hub, certificates, "fips", "submit", file, "--as", "mds");
        await CommandRun.Against(hub, certificates, "fips", "submit", file, "--as", "mds");

        Assert.Equal(
            $"{file}: stored as form F-31, version 2, household H-7; ICV 41.26 of 100 (urban weights 2009.1; at least, since 2 variables have no answer).\n"
            + "  look again at members[0].incomes[0].amount: Parece mucho. [income-high]\n",
            run.Output);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        var requests = hub.Script.Calls.Select(call => (SubmitFormRequest)call.Request).ToArray();
        Assert.Equal(ScriptedForm.Submitted(), requests[0].Form);
        Assert.Equal(requests[0].RequestId, requests[1].RequestId);
        Assert.Equal("PURPOSE_HOUSEHOLD_REGISTRATION", hub.Script.Calls[0].Header("vamos-purpose"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Refused_form_is_shown_with_all_its_mistakes_and_the_next_one_is_stored()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Submission = (request, _) => request.Form.Members.Count == 0
            ? throw Problem.InvalidRequest([.. Enumerable.Range(1, 20).Select(i => new ProblemField($"form.f{i}", $"está mal {i}"))]).ToException()
            : new SubmitFormResponse { Form = ScriptedForm.Kept() };
        var bad = await FileAsync("bad.json", new IntegratedProtectionForm());
        var good = await FileAsync("good.json", ScriptedForm.Submitted());
        var garbage = Path.Combine(certificates.Path, "garbage.json");
        await File.WriteAllTextAsync(garbage, "{ \"members\": 7 }\n");

        var run = await CommandRun.Against(hub, certificates, "fips", "submit", bad, garbage, good);
        var json = await CommandRun.Against(hub, certificates, "fips", "submit", bad, good, "--json");

        Assert.Equal(ExitCode.DocumentsRefused, run.ExitCode);
        Assert.StartsWith($"{bad}: refused, for 20 reasons:\n  form.f1: está mal 1\n", run.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("form.f20: está mal 20", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{garbage}: cannot be read", run.Error, StringComparison.Ordinal);
        Assert.Contains("stored as form F-31", run.Output, StringComparison.Ordinal);
        var lines = json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(20, lines[0].GetProperty("error").GetProperty("fields").GetArrayLength());
        Assert.Equal("F-31", lines[1].GetProperty("form").GetProperty("formId").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task Form_that_somebody_else_changed_is_not_stored()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Submission = (_, _) => throw new RpcException(new Grpc.Core.Status(StatusCode.Aborted, "Version 3 is the latest."));

        var run = await CommandRun.Against(hub, certificates, "fips", "submit", await FileAsync("late.json", ScriptedForm.Submitted()));

        Assert.Equal((ExitCode.DocumentsRefused, ""), (run.ExitCode, run.Output));
        Assert.Contains("late.json: Version 3 is the latest.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task List_is_a_table_and_json_whole_forms()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.List = _ => new ListFormsResponse { Forms = { ScriptedForm.Kept() } };

        var run = await CommandRun.Against(hub, certificates, "fips", "list", "--territory", "11", "--since", "2026-11-01");
        var json = await CommandRun.Against(hub, certificates, "fips", "list", "--json");

        Assert.Equal(
            "1 form\n"
            + "  Stored                  Form  Version  Household  Interview   Instrument  District                 ICV\n"
            + "  2026-11-20 09:00:05-03  F-31  2        H-7        2026-11-18  fips        Villeta, Central (1116)  41.26\n\n",
            run.Output);
        var request = (ListFormsRequest)hub.Script.Calls[0].Request;
        Assert.Equal(("11", new DateTimeOffset(2026, 11, 1, 3, 0, 0, TimeSpan.Zero)), (request.TerritoryCode, request.UpdatedSince.ToDateTimeOffset()));
        Assert.DoesNotContain("members", request.ReadMask.Paths);
        Assert.Equal(ScriptedForm.Kept(), IntegratedProtectionForm.Parser.ParseJson(json.Output));
    }

    [Fact(Timeout = 30_000)]
    public async Task Stored_form_is_one_line_of_the_watch_and_its_place_is_kept()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Watch = async (_, stream, _) =>
        {
            await stream.WriteAsync(new WatchFormsResponse { ResumeToken = ByteString.CopyFromUtf8("t1"), Form = ScriptedForm.Kept() });
            throw End.ToException();
        };
        var file = Path.Combine(certificates.Path, "forms.token");

        var first = await CommandRun.Against(hub, certificates, "fips", "watch", "--territory", "1116", "--resume", file);
        var second = await CommandRun.Against(hub, certificates, "fips", "watch", "--resume", file, "--json");

        Assert.Equal("2026-11-20 09:00:05-03  F-31  version 2  household H-7  fips  Villeta, Central (1116)\n", first.Output);
        Assert.Equal("F-31", second.OutputJson.GetProperty("form").GetProperty("formId").GetString());
        var requests = hub.Script.Calls.Select(call => (WatchFormsRequest)call.Request).ToArray();
        Assert.Equal([("", "1116"), ("t1", "")], requests.Select(request => (request.ResumeToken.ToStringUtf8(), request.TerritoryCode)));
    }

    [Fact]
    public void Sample_form_breaks_no_rule()
    {
        var file = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../samples/forms/hogar.json"));

        var entry = Assert.Single(FormDocument.Read(file));

        Assert.Empty(entry.Findings);
        Assert.Empty(FormValidator.Validate(entry.Form!, new DateOnly(2026, 11, 22)).Select(violation => $"{violation.Field}: {violation.Message}"));
    }

    private async Task<string> FileAsync(string name, IntegratedProtectionForm form)
    {
        var file = Path.Combine(certificates.Path, name);
        await File.WriteAllTextAsync(file, JsonFormatter.Default.Format(form) + "\n");
        return file;
    }

    private static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)).ReplaceLineEndings("\n");
}
