namespace Vamos.Hub.Tests.Monitoring;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Exchange.V1;
using Vamos.Hub.Monitoring.Traffic;
using Vamos.Hub.Tests.Running;

/// <summary>The traffic over the wire: live, past and summed up, each within what the caller may see.</summary>
public sealed class WatchExchangesTests
{
    private const string Known = "99000004";

    [Fact]
    public async Task Watcher_sees_an_exchange_within_two_seconds_and_resumes_behind_it()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();
        using var watch = Exchanges(hub).WatchExchanges(new WatchExchangesRequest(), RunningHub.Purpose, Soon);
        await watch.ResponseHeadersAsync;

        await hub.GetAsync(Known);
        var first = await NextAsync(watch);
        await hub.GetAsync(Known);
        await hub.GetAsync(Known);
        using var resumed = Exchanges(hub).WatchExchanges(new WatchExchangesRequest { ResumeToken = first.ResumeToken }, RunningHub.Purpose, Soon);
        var (second, third) = (await NextAsync(resumed), await NextAsync(resumed));

        Assert.Equal(("utgs", "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary"), (first.Exchange.ConsumerInstitution, first.Exchange.Method));
        Assert.Equal([first.Exchange.LogIndex + 1, first.Exchange.LogIndex + 2], new[] { second.Exchange.LogIndex, third.Exchange.LogIndex });
        Assert.Equal(0, third.SkippedCount);
    }

    [Fact]
    public async Task Watching_adds_nothing_to_what_is_watched_until_it_ends()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();
        using (var one = Exchanges(hub).WatchExchanges(new WatchExchangesRequest(), RunningHub.Purpose, Soon))
        using (var other = Exchanges(hub).WatchExchanges(new WatchExchangesRequest(), RunningHub.Purpose, Soon))
        {
            await Task.WhenAll(one.ResponseHeadersAsync, other.ResponseHeadersAsync);
            await hub.GetAsync(Known);
            var (first, same) = (await NextAsync(one), await NextAsync(other));
            await hub.GetAsync(Known);
            var second = await NextAsync(one);

            Assert.Equal(first.Exchange.LogIndex, same.Exchange.LogIndex);
            Assert.Equal(first.Exchange.LogIndex + 1, second.Exchange.LogIndex);
        }
    }

    [Fact]
    public async Task Everybody_is_told_the_same_and_as_much_as_each_may_see()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();
        using var one = Exchanges(hub).WatchExchanges(new WatchExchangesRequest(), RunningHub.Purpose, Soon);
        using var other = Exchanges(hub).WatchExchanges(new WatchExchangesRequest(), RunningHub.Purpose, Soon);
        await Task.WhenAll(one.ResponseHeadersAsync, other.ResponseHeadersAsync);

        for (var i = 0; i < 60; i++)
            await hub.GetAsync(Known);

        var listed = await Exchanges(hub).ListExchangesAsync(new ListExchangesRequest { PageSize = 60 }, RunningHub.Purpose, Soon);
        foreach (var expected in listed.Exchanges.Reverse())
        {
            var (told, same) = (await NextAsync(one), await NextAsync(other));
            Assert.Equal(expected, told.Exchange);
            Assert.Equal(told, same);
        }
    }

    [Fact]
    public async Task Watcher_to_whom_less_is_granted_sees_less_and_nobody_else_does()
    {
        var folder = TestAgreements.Copy();
        File.AppendAllText(
            Path.Combine(folder, "agreements", "narrow.yaml"), "  - method: ExchangeService/WatchExchanges\n    fields: [resume_token, exchange.log_index, exchange.method]\n");
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync([$"--Hub:Agreements:Directory={folder}"], ("mds", mds.Address));
        await hub.DescribedAsync();
        using var narrow = new ExchangeService.ExchangeServiceClient(hub.Channel(TestCertificates.Of("mtess"))).WatchExchanges(new WatchExchangesRequest(), RunningHub.Purpose, Soon);
        using var wide = Exchanges(hub).WatchExchanges(new WatchExchangesRequest(), RunningHub.Purpose, Soon);
        await Task.WhenAll(narrow.ResponseHeadersAsync, wide.ResponseHeadersAsync);

        for (var i = 0; i < 20; i++)
            await hub.GetAsync(Known);

        for (var i = 0; i < 20; i++)
        {
            var (less, all) = (await NextAsync(narrow), await NextAsync(wide));
            Assert.Equal(new ExchangeRecord { LogIndex = all.Exchange.LogIndex, Method = all.Exchange.Method }, less.Exchange);
            Assert.Equal("utgs", all.Exchange.ConsumerInstitution);
            Assert.NotEmpty(all.Exchange.ReleasedFields);
        }
    }

    [Fact]
    public async Task Watch_that_its_caller_ends_is_answered_and_says_nothing_of_how_fast_the_hub_is()
    {
        await using var hub = await RunningHub.StartAsync();
        using (var watch = Exchanges(hub).WatchExchanges(new WatchExchangesRequest(), RunningHub.Purpose, Soon))
            await watch.ResponseHeadersAsync;

        for (var until = Soon; ; await Task.Delay(50))
        {
            Assert.True(DateTime.UtcNow < until, "the watch was not recorded");
            var summaries = (await Exchanges(hub).GetTrafficSummaryAsync(new GetTrafficSummaryRequest(), RunningHub.Purpose, Soon)).Summaries;
            if (summaries.SingleOrDefault(summary => summary.Method.EndsWith("WatchExchanges", StringComparison.Ordinal)) is not { } watched)
                continue;
            Assert.Equal((1, 0), (watched.CallCount, watched.ErrorsByReason.Count));
            Assert.Equal(TimeSpan.Zero, watched.LatencyMax.ToTimeSpan());
            return;
        }
    }

    [Fact]
    public async Task Filter_passes_only_what_it_says()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();
        var filter = new ExchangeFilter { Outcomes = { ExchangeOutcome.Answered }, SourceInstitution = "mds", ConsumerInstitution = "utgs" };
        using var watch = Exchanges(hub).WatchExchanges(new WatchExchangesRequest { Filter = filter }, RunningHub.Purpose, Soon);
        await watch.ResponseHeadersAsync;

        await Fails.WithAsync(StatusCode.PermissionDenied, () => hub.Beneficiaries("mtess").GetBeneficiaryAsync(new() { NationalId = new() { Number = Known } }, new Metadata { { "vamos-purpose", "PURPOSE_REFERRAL" } }).ResponseAsync);
        await hub.GetAsync(Known);

        var seen = await NextAsync(watch);
        Assert.Equal("utgs", seen.Exchange.ConsumerInstitution);
        Assert.Contains(seen.Exchange.Hops, hop => hop.Institution == "mds");
    }

    [Fact]
    public async Task Institution_without_the_role_sees_its_own_traffic_only()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync([$"--Hub:Agreements:Directory={NobodyMonitors()}"], ("mds", mds.Address));
        await hub.DescribedAsync();
        await hub.GetAsync(Known);
        await hub.Beneficiaries("mtess").GetBeneficiaryAsync(new() { NationalId = new() { Number = Known } }, RunningHub.Purpose, Soon);

        var own = await Exchanges(hub).ListExchangesAsync(new ListExchangesRequest(), RunningHub.Purpose, Soon);
        var others = await Exchanges(hub).ListExchangesAsync(
            new ListExchangesRequest { Filter = new ExchangeFilter { ConsumerInstitution = "mtess" } }, RunningHub.Purpose, Soon);
        var summary = await Exchanges(hub).GetTrafficSummaryAsync(new GetTrafficSummaryRequest(), RunningHub.Purpose, Soon);

        Assert.Equal(["utgs"], own.Exchanges.Select(e => e.ConsumerInstitution).Distinct());
        Assert.Empty(others.Exchanges);
        Assert.Equal(["utgs"], summary.Summaries.Select(s => s.ConsumerInstitution).Distinct());
    }

    [Fact]
    public async Task Summary_counts_up_to_the_last_call_and_names_reasons_and_sources()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();
        for (var i = 0; i < 5; i++)
            await hub.GetAsync(Known);
        await Fails.WithAsync(StatusCode.PermissionDenied, () => hub.Beneficiaries("minna").GetBeneficiaryAsync(new() { NationalId = new() { Number = Known } }, RunningHub.Purpose).ResponseAsync);

        var summaries = (await Exchanges(hub).GetTrafficSummaryAsync(new GetTrafficSummaryRequest(), RunningHub.Purpose, Soon)).Summaries;

        var asked = summaries.Single(s => s.ConsumerInstitution == "utgs" && s.Method.EndsWith("GetBeneficiary", StringComparison.Ordinal));
        Assert.Equal((5, 5), (asked.CallCount, asked.CallsBySource["mds"]));
        Assert.True(asked.LatencyMax.ToTimeSpan() >= asked.LatencyP99.ToTimeSpan() && asked.LatencyP50.ToTimeSpan() > TimeSpan.Zero);
        var refused = summaries.Single(s => s.ConsumerInstitution == "minna");
        Assert.Equal(1, refused.ErrorsByReason.Single().Value);
    }

    [Theory]
    [InlineData("AA==")]
    [InlineData("AQAAAAAAAA==")]
    [InlineData("Af//////////")]
    public async Task Token_of_another_stream_is_refused(string token)
    {
        await using var hub = await RunningHub.StartAsync();
        using var watch = Exchanges(hub).WatchExchanges(new WatchExchangesRequest { ResumeToken = ByteString.FromBase64(token) }, RunningHub.Purpose, Soon);

        var failure = await Fails.WithAsync(StatusCode.InvalidArgument, () => watch.ResponseStream.MoveNext(default));

        Assert.Contains("resume_token", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Window_that_ends_before_it_begins_is_refused()
    {
        await using var hub = await RunningHub.StartAsync();
        var now = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow);

        await Fails.WithAsync(StatusCode.InvalidArgument, () =>
            Exchanges(hub).GetTrafficSummaryAsync(new GetTrafficSummaryRequest { StartTime = now, EndTime = now }, RunningHub.Purpose, Soon).ResponseAsync);
    }

    [Fact]
    public void Token_names_the_position_behind_a_record() =>
        Assert.Equal(42, ExchangeWatch.Read(ExchangeWatch.TokenBehind(41)));

    private static DateTime Soon => DateTime.UtcNow.AddSeconds(15);

    private static ExchangeService.ExchangeServiceClient Exchanges(RunningHub hub) => new(hub.Channel(TestCertificates.Of("utgs")));

    private static async Task<WatchExchangesResponse> NextAsync(AsyncServerStreamingCall<WatchExchangesResponse> watch)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        Assert.True(await watch.ResponseStream.MoveNext(limit.Token));
        return watch.ResponseStream.Current;
    }

    private static string NobodyMonitors()
    {
        var folder = TestAgreements.Copy();
        var file = Path.Combine(folder, "institutions.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(", monitor]", "]", StringComparison.Ordinal));
        return folder;
    }
}
