namespace Vamos.Cli.Tests;

using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;

public sealed class WatchTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    // a watch has no end of its own: the hub ends it
    private static readonly Problem End = new(StatusCode.OutOfRange, ErrorReasons.ResumeTokenExpired, "Gone.", "Ya no se conserva.");

    [Fact(Timeout = 30_000)]
    public async Task Change_is_one_line_and_its_place_is_kept_for_the_next_time()
    {
        await using var hub = await StartAsync();
        var file = Path.Combine(certificates.Path, "place.token");

        var first = await CommandRun.Against(hub, certificates, "beneficiary", "watch", "--kinds", "person,Enrollment", "--resume", file);
        var second = await CommandRun.Against(hub, certificates, "beneficiary", "watch", "--resume", file);

        Assert.Equal("2026-07-01 09:00:00-03  99000004  enrollment  mds\n2026-07-01 09:00:00-03  99000004  something  mds\n", first.Output);
        Assert.StartsWith("Watching; Ctrl-C ends it.\n", first.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (first.ExitCode, second.ExitCode));
        var requests = hub.Script.Calls.Select(call => (WatchBeneficiariesRequest)call.Request).ToArray();
        Assert.Equal([FactKind.Person, FactKind.Enrollment], requests[0].Kinds);
        Assert.Equal(["", "t2"], requests.Select(request => request.ResumeToken.ToStringUtf8()));
    }

    [Fact(Timeout = 30_000)]
    public async Task Json_is_an_object_in_each_line_whose_token_goes_on()
    {
        await using var hub = await StartAsync();

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "watch", "--json");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(2, lines.Length);
        Assert.Equal("99000004", lines[0].GetProperty("nationalId").GetProperty("number").GetString());
        await CommandRun.Against(hub, certificates, "beneficiary", "watch", "--from", lines[0].GetProperty("resumeToken").GetString()!);
        Assert.Equal("t1", ((WatchBeneficiariesRequest)hub.Script.Calls[^1].Request).ResumeToken.ToStringUtf8());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("--kinds", "--kinds person,shoes")]
    [InlineData("--from", "--from ???")]
    [InlineData("--resume", "--from dDE= --resume place")]
    public async Task Option_that_cannot_be_used_is_named(string name, string options)
    {
        var run = await CommandRun.Of(["beneficiary", "watch", .. options.Split(' ')]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task File_without_a_place_is_refused_before_anything_is_overwritten()
    {
        var file = Path.Combine(certificates.Path, "letter.txt");
        await File.WriteAllTextAsync(file, "Estimado señor:");

        var run = await CommandRun.Of("beneficiary", "watch", "--resume", file, "--certs", certificates.Path);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("Estimado señor:", await File.ReadAllTextAsync(file));
    }

    [Fact(Timeout = 30_000)]
    public async Task Incompatibilities_are_written_with_law_and_facts_and_who_did_not_answer()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Incompatibilities = _ => new FindIncompatibilitiesResponse
        {
            Incompatibilities =
            {
                new Incompatibility
                {
                    RuleCode = "pension-with-salary",
                    Description = "La pensión no se percibe junto con un salario.",
                    LegalBasis = "Ley 7322/2024",
                    ProgrammeCodes = { "pension-universal" },
                    Facts = { new ConflictingFact { Kind = FactKind.Employment, Summary = "empleo vigente", Provenance = new Provenance { Institution = "mtess" } } },
                },
            },
            Sources = { new SourceStatus { Institution = "mds", State = SourceState.TimedOut } },
        };

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "incompatibilities", "99000002", "--as-of", "2026-01-02");
        var json = await CommandRun.Against(hub, certificates, "beneficiary", "incompatibilities", "99000002", "--json");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.StartsWith("La pensión no se percibe junto con un salario.\n  Rule         pension-with-salary\n  Legal basis  Ley 7322/2024\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("empleo vigente", run.Output, StringComparison.Ordinal);
        Assert.Equal("There may be more: mds did not answer in time.\n", run.Error);
        Assert.Equal(new Date { Year = 2026, Month = 1, Day = 2 }, ((FindIncompatibilitiesRequest)hub.Script.Calls[0].Request).AsOf);
        Assert.Equal("pension-with-salary", json.OutputJson.GetProperty("incompatibilities")[0].GetProperty("ruleCode").GetString());
    }

    private async Task<ScriptedHubServer> StartAsync()
    {
        var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Watch = async (_, stream, _) =>
        {
            await stream.WriteAsync(Change("t1", FactKind.Enrollment));
            await stream.WriteAsync(Change("t2", FactKind.Unspecified));
            throw End.ToException();
        };
        return hub;
    }

    private static WatchBeneficiariesResponse Change(string token, FactKind kind) => new()
    {
        ResumeToken = ByteString.CopyFromUtf8(token),
        NationalId = new NationalId { Number = "99000004" },
        Kind = kind,
        Institution = "mds",
        ChangeTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)),
    };
}
