namespace Vamos.Hub.Tests.Monitoring;

using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Tests.Running;

/// <summary>How the sources are is known while nobody asks them.</summary>
public sealed class SourceReportTests
{
    [Fact]
    public async Task Source_that_dies_and_comes_back_is_seen_without_a_question()
    {
        var mds = (await ScriptedAdapter.StartAsync("mds")).Knows("99000004");
        await using var mspbs = await ScriptedAdapter.StartAsync("mspbs");
        await using var hub = await RunningHub.StartAsync(
            ["--Hub:Monitoring:ProbeEvery=00:00:00.1"], ("mds", mds.Address), ("mspbs", mspbs.Address));
        var well = await UntilAsync(hub, "mds", source => source.Whole);

        await mds.DisposeAsync();
        var dead = await UntilAsync(hub, "mds", source => !source.Whole);
        var other = await UntilAsync(hub, "mspbs", source => source.Whole);

        Assert.Equal(SourceState.NotFound, well.State);
        Assert.Equal(BreakerState.Closed, well.Breaker);
        Assert.NotNull(well.LastSuccessTime);
        Assert.NotNull(well.CertificateExpireTime);
        Assert.Equal(SourceState.Unavailable, dead.State);
        Assert.NotEmpty(dead.Detail);
        Assert.True(dead.LastFailureTime >= dead.LastSuccessTime);
        Assert.True(other.Whole);
    }

    private static async Task<Source> UntilAsync(RunningHub hub, string institution, Func<Source, bool> isReached)
    {
        var exchanges = new ExchangeService.ExchangeServiceClient(hub.Channel(TestCertificates.Of("utgs")));
        for (var until = DateTime.UtcNow.AddSeconds(10); ; await Task.Delay(50))
        {
            var sources = (await exchanges.ListSourcesAsync(new ListSourcesRequest(), RunningHub.Purpose)).Sources;
            if (sources.SingleOrDefault(source => source.Institution == institution) is { } found && isReached(found))
                return found;
            Assert.True(DateTime.UtcNow < until, $"{institution} did not get there: {sources}");
        }
    }
}
