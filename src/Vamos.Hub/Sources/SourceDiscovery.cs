namespace Vamos.Hub.Sources;

using Microsoft.Extensions.Hosting;

/// <summary>Asks every adapter what it offers: until it says so, then again from time to time, since adapters are updated.</summary>
internal sealed class SourceDiscovery(SourceRegistry sources, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sources.All.Select(source => FollowAsync(source, stoppingToken)));

    private async Task FollowAsync(AdapterSource source, CancellationToken stopping)
    {
        var pause = FirstPause;
        while (!stopping.IsCancellationRequested)
        {
            var described = await source.DescribeAsync(stopping);
            pause = described ? Refresh : Longer(pause);
            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) =>
        pause >= Refresh ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
}
