namespace Vamos.Hub.Sources;

using Microsoft.Extensions.Hosting;
using Vamos.Common.V1;

/// <summary>
/// Asks sources that nobody has asked lately about nobody: a number that is never issued. So a source that dies is noticed while all answers come from
/// the cache, and one that is well again is not left alone until somebody tries.
/// </summary>
internal sealed class SourceProbe(SourceRegistry sources, TimeSpan pace, TimeProvider time) : BackgroundService
{
    private static readonly NationalId Nobody = new() { Number = "999999999" };

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        pace == TimeSpan.Zero ? Task.CompletedTask : Task.WhenAll(sources.All.Select(source => FollowAsync(source, stoppingToken)));

    private async Task FollowAsync(AdapterSource source, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (source.Described && !(time.GetUtcNow() - source.Condition.AskedAt < pace))
                await ProbeAsync(source, stopping);
            await Task.Delay(pace, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ProbeAsync(AdapterSource source, CancellationToken stopping)
    {
        try
        {
            await source.AskAsync(Nobody, source.Offered, TimeSpan.MaxValue, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the hub stops
        }
    }
}
