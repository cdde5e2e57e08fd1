namespace Vamos.Clients.Tests;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Clients.Exchanges;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;

public sealed class TrafficTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly Problem Stopping = new(StatusCode.Unavailable, ErrorReasons.Stopping, "Stopping.", "Se detiene.");
    private static readonly ExchangeFilter Failed = new() { Outcomes = { ExchangeOutcome.Failed } };

    [Fact(Timeout = 30_000)]
    public async Task Watch_that_breaks_goes_on_behind_the_last_exchange_with_its_filter()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Exchanges = async (_, stream, _, number) =>
        {
            await stream.WriteAsync(Told($"t{number}"));
            throw Stopping.ToException();
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var opened = 0;

        var told = await connection.Traffic.WatchAsync(new ExchangeWatchOptions { Filter = Failed, Opened = () => opened++ }).Take(3).ToListAsync();

        Assert.Equal(["t1", "t2", "t3"], told.Select(exchange => exchange.ResumeToken.ToStringUtf8()));
        var requests = hub.Script.Calls.Select(call => (WatchExchangesRequest)call.Request).ToArray();
        Assert.Equal(["", "t1", "t2"], requests.Select(request => request.ResumeToken.ToStringUtf8()));
        Assert.All(requests, request => Assert.Equal(Failed, request.Filter));
        Assert.Equal(3, opened);
    }

    [Fact(Timeout = 30_000)]
    public async Task Watcher_that_was_passed_over_is_told_how_many_it_did_not_see()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Exchanges = (_, stream, _, _) => stream.WriteAsync(Told("t1", skipped: 17));
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        Assert.Equal(17, (await connection.Traffic.WatchAsync().FirstAsync()).SkippedCount);
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_that_the_hub_refuses_ends_with_the_reason()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Exchanges = (_, _, _, _) => throw new Problem(StatusCode.PermissionDenied, ErrorReasons.NoAgreement, "Not yours.", "No.").ToException();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var failure = await Assert.ThrowsAsync<AccessDeniedException>(async () => await connection.Traffic.WatchAsync().AnyAsync());

        Assert.Equal(ErrorReasons.NoAgreement, failure.Reason);
        Assert.Single(hub.Script.Calls);
    }

    [Fact(Timeout = 30_000)]
    public async Task Past_exchanges_of_all_pages_are_read_in_order_with_filter_and_times()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.PastExchanges = request => request.PageToken.Length == 0 ? Page("p2", "c", "b") : Page("", "a");
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var (from, to) = (new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 22, 11, 0, 0, TimeSpan.Zero));

        var records = await connection.Traffic.ListAsync(Failed, from, to).ToListAsync();

        Assert.Equal(["c", "b", "a"], records.Select(record => record.ExchangeId));
        Assert.All(hub.Script.Calls.Select(call => (ListExchangesRequest)call.Request), request =>
        {
            Assert.Equal(Failed, request.Filter);
            Assert.Equal((Timestamp.FromDateTimeOffset(from), Timestamp.FromDateTimeOffset(to)), (request.StartTime, request.EndTime));
        });
    }

    [Fact(Timeout = 30_000)]
    public async Task Past_exchanges_that_are_not_read_are_not_fetched()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.PastExchanges = _ => Page("next", "c", "b");
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        Assert.Equal("c", (await connection.Traffic.ListAsync().FirstAsync()).ExchangeId);
        Assert.Single(hub.Script.Calls);
    }

    [Fact(Timeout = 30_000)]
    public async Task Traffic_is_summed_up_by_the_hub_for_the_window_that_is_asked_for()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Traffic = _ => new GetTrafficSummaryResponse { Summaries = { new TrafficSummary { ConsumerInstitution = "mds", CallCount = 3 } } };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var from = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        var summary = Assert.Single(await connection.Traffic.GetSummaryAsync(from));

        Assert.Equal(3, summary.CallCount);
        var request = (GetTrafficSummaryRequest)Assert.Single(hub.Script.Calls).Request;
        Assert.Equal((Timestamp.FromDateTimeOffset(from), null), (request.StartTime, request.EndTime));
    }

    [Fact(Timeout = 30_000)]
    public async Task Sources_come_as_the_hub_knows_them()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Sources = () => new ListSourcesResponse { Sources = { new Source { Institution = "mtess", Breaker = BreakerState.Open } } };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        Assert.Equal(BreakerState.Open, Assert.Single(await connection.Traffic.ListSourcesAsync()).Breaker);
    }

    private static WatchExchangesResponse Told(string token, long skipped = 0) =>
        new() { ResumeToken = ByteString.CopyFromUtf8(token), Exchange = ScriptedLog.RecordOf(token), SkippedCount = skipped };

    private static ListExchangesResponse Page(string next, params string[] exchanges) =>
        new() { Exchanges = { exchanges.Select(ScriptedLog.RecordOf) }, NextPageToken = next };
}
