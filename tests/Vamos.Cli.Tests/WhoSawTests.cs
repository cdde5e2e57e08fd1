namespace Vamos.Cli.Tests;

using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;

public sealed class WhoSawTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    [Fact(Timeout = 30_000)]
    public async Task Accesses_are_a_table_under_the_purpose_of_answering_the_person()
    {
        await using var hub = await Hub();

        var run = await CommandRun.Against(hub, certificates, "audit", "who-saw", "99.000.004", "--as", "utgs");

        const StringSplitOptions cells = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var lines = run.Output.Split('\n').Select(line => line.Split("  ", cells)).ToArray();
        Assert.Equal(["Exchanges about the person with the cédula 99000004"], lines[0]);
        Assert.Equal(["When", "Institution", "Method", "Purpose", "Agreement", "Case", "Outcome", "Fields released"], lines[1]);
        Assert.Equal(["2026-11-23 09:00:00-03", "mtess", "BeneficiaryService/GetBeneficiary", "benefit control", "denied (NO_AGREEMENT)"], lines[2]);
        Assert.Equal(
            [
                "2026-11-22 07:50:03-03", "utgs", "BeneficiaryService/GetBeneficiary", "case management", "utgs-coordinacion", "EXP-2026-17", "answered",
                "beneficiary.person.name, beneficiary.enrollments",
            ],
            lines[3]);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.All(hub.Script.Calls, call => Assert.Equal("PURPOSE_DATA_SUBJECT_REQUEST", call.Header("vamos-purpose")));
        Assert.Equal("99000004", ((ListAccessesRequest)hub.Script.Calls[0].Request).NationalId.Number);
    }

    [Fact(Timeout = 30_000)]
    public async Task Json_is_an_object_in_each_line_up_to_the_limit()
    {
        await using var hub = await Hub();

        var all = await CommandRun.Against(hub, certificates, "audit", "who-saw", "99000004", "--json");
        var one = await CommandRun.Against(hub, certificates, "audit", "who-saw", "99000004", "--json", "--limit", "1");

        var lines = all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["b", "a"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("exchangeId").GetString()));
        Assert.Equal(lines[0] + "\n", one.Output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Person_about_whom_nobody_asked_is_said_in_words()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);

        var run = await CommandRun.Against(hub, certificates, "audit", "who-saw", "1");

        Assert.Equal("The log holds no exchange about the person with the cédula 1.\n", run.Output);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Institution_that_may_not_know_is_denied()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Accesses = _ => throw new Problem(StatusCode.PermissionDenied, ErrorReasons.NoAgreement, "Not yours.", "No.").ToException();

        var run = await CommandRun.Against(hub, certificates, "audit", "who-saw", "1", "--as", "mds");

        Assert.Equal((ExitCode.Denied, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Not yours.", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Malformed_arguments_are_named()
    {
        var run = await CommandRun.Of("audit", "who-saw", "10x", "--limit", "0");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("national_id.number:", run.Error, StringComparison.Ordinal);
        Assert.Contains("--limit:", run.Error, StringComparison.Ordinal);
    }

    private async Task<ScriptedHubServer> Hub()
    {
        var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Accesses = request => request.PageToken.Length == 0
            ? new ListAccessesResponse { Exchanges = { Denied() }, NextPageToken = "p2" }
            : new ListAccessesResponse { Exchanges = { ScriptedLog.RecordOf("a") } };
        return hub;
    }

    private static ExchangeRecord Denied() => new()
    {
        ExchangeId = "b",
        ConsumerInstitution = "mtess",
        Method = "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary",
        Purpose = Purpose.BenefitControl,
        RequestTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)),
        Outcome = ExchangeOutcome.Denied,
        Reason = ErrorReasons.NoAgreement,
    };
}
