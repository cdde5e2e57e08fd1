namespace Vamos.Hub.Monitoring.Traffic;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

/// <summary>Counts the traffic while nobody asks, so that whoever asks need not wait, and forgets what is old.</summary>
internal sealed class TrafficCounting(TrafficMinutes minutes, TimeProvider time, ILogger<TrafficCounting> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await minutes.CatchUpAsync(stoppingToken);
                await minutes.ForgetAsync(time.GetUtcNow() - KeptFor, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                MonitoringLog.SummingFailed(log, e);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // the hub stops, and what this stands on may be gone already
                return;
            }

            await Task.Delay(Pace, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
