namespace Vamos.Cli.Tests;

using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;

public sealed class ExchangesTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly Problem End = new(StatusCode.OutOfRange, ErrorReasons.ResumeTokenExpired, "Gone.", "Ya no se conserva.");

    [Fact(Timeout = 30_000)]
    public async Task Past_exchanges_are_a_table()
    {
        await using var hub = await Hub();

        var run = await CommandRun.Against(hub, certificates, "exchanges", "list");

        Assert.Equal(Golden("exchanges-list.txt"), run.Output);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.All(hub.Script.Calls, call => Assert.Equal("PURPOSE_MONITORING", call.Header("vamos-purpose")));
    }

    [Fact(Timeout = 30_000)]
    public async Task Json_is_an_object_in_each_line_up_to_the_limit()
    {
        await using var hub = await Hub();

        var run = await CommandRun.Against(hub, certificates, "exchanges", "list", "--json", "--limit", "1");

        Assert.Equal("01a202e0565a7066ba83164e327a0ea5", JsonDocument.Parse(Assert.Single(run.Output.TrimEnd().Split('\n'))).RootElement.GetProperty("exchangeId").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task Filters_reach_the_hub_with_methods_by_their_short_names()
    {
        await using var hub = await Hub();

        await CommandRun.Against(
            hub, certificates, "exchanges", "list", "--consumer", "mds", "--source", "mtess", "--method", "getbeneficiary", "--outcome", "denied,Failed", "--slower-than", "1s500ms",
            "--since", "2h");

        var request = (ListExchangesRequest)Assert.Single(hub.Script.Calls).Request;
        var expected = new ExchangeFilter
        {
            ConsumerInstitution = "mds",
            SourceInstitution = "mtess",
            Method = ScriptedTraffic.Lookup,
            Outcomes = { ExchangeOutcome.Denied, ExchangeOutcome.Failed },
            MinimumLatency = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(1500)),
        };
        Assert.Equal(expected, request.Filter);
        Assert.InRange(DateTimeOffset.UtcNow - request.StartTime.ToDateTimeOffset(), TimeSpan.FromHours(2), TimeSpan.FromHours(2.1));
    }

    [Fact(Timeout = 30_000)]
    public async Task Nothing_found_says_how_to_look_further()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);

        var run = await CommandRun.Against(hub, certificates, "exchanges", "list");

        Assert.StartsWith("No such exchange. `--since 1d` looks further back", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Followed_exchanges_are_a_line_each_and_gaps_are_told()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Exchanges = async (_, stream, _, _) =>
        {
            await stream.WriteAsync(ScriptedTraffic.Told(ScriptedTraffic.Answered()));
            await stream.WriteAsync(ScriptedTraffic.Told(ScriptedTraffic.Refused(), skipped: 17));
            throw End.ToException();
        };

        var run = await CommandRun.Against(hub, certificates, "exchanges", "list", "--follow", "--consumer", "mds");

        Assert.Equal(
            "2026-11-22 09:00:00-03  mds  BeneficiaryService/GetBeneficiary  partial  12.5 ms  mds, mtess (failed)  01a202e0565a7066ba83164e327a0ea5\n"
            + "2026-11-22 09:00:00-03  mspbs  EligibilityService/CheckEligibility  denied (NO_AGREEMENT)  0.4 ms  01a202df25db7e88b575c805b932ed38\n",
            run.Output);
        Assert.Contains("17 exchanges were passed over", run.Error, StringComparison.Ordinal);
        Assert.Equal("mds", ((WatchExchangesRequest)hub.Script.Calls[0].Request).Filter.ConsumerInstitution);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("--method", "--method Frobnicate")]
    [InlineData("--outcome", "--outcome good")]
    [InlineData("--slower-than", "--slower-than fast")]
    [InlineData("--limit", "--limit 0")]
    [InlineData("--follow", "--follow --since 1h")]
    public async Task Option_that_cannot_be_used_is_named(string name, string options)
    {
        var run = await CommandRun.Of(["exchanges", "list", .. options.Split(' ')]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Sources_are_a_table_that_says_how_each_is()
    {
        await using var hub = await Hub();

        var run = await CommandRun.Against(hub, certificates, "sources");

        Assert.Equal(Golden("sources.txt"), run.Output);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
    }

    [Fact(Timeout = 30_000)]
    public async Task Sources_for_scripts_are_an_object_in_each_line()
    {
        await using var hub = await Hub();

        var run = await CommandRun.Against(hub, certificates, "sources", "--json");

        var sources = run.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["mds", "mtess"], sources.Select(source => source.GetProperty("institution").GetString()));
        Assert.True(sources[0].GetProperty("whole").GetBoolean());
    }

    internal static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)).ReplaceLineEndings("\n");

    private async Task<ScriptedHubServer> Hub()
    {
        var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.PastExchanges = _ => new ListExchangesResponse { Exchanges = { ScriptedTraffic.Answered(), ScriptedTraffic.Refused() } };
        hub.Script.Sources = ScriptedTraffic.Sources;
        return hub;
    }
}
