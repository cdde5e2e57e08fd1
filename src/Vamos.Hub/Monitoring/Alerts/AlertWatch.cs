namespace Vamos.Hub.Monitoring.Alerts;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

/// <summary>Looks for trouble every second, and hands what was raised or cleared to those who carry it to people.</summary>
public sealed class AlertWatch(IReadOnlyList<AlertCheck> checks, AlertBook book, IReadOnlyList<AlertPost> posts, TimeProvider time, ILogger<AlertWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var carrying = posts.Select(post => post.RunAsync(stoppingToken)).ToArray();
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var check in checks)
                Look(check, time.GetUtcNow());
            await Task.Delay(Pace, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(carrying);
    }

    private void Look(AlertCheck check, DateTimeOffset now)
    {
        try
        {
            foreach (var alert in book.Take(check, [.. check.Look(now)], now))
            {
                if (alert.ClearedAt is null)
                    MonitoringLog.Raised(log, alert.Signal.Code, alert.Signal.Subject, alert.Signal.English);
                else
                    MonitoringLog.Cleared(log, alert.Signal.Code, alert.Signal.Subject);
                foreach (var post in posts)
                    post.Send(alert);
            }
        }
        catch (Exception e)
        {
            // a look that fails must not end the looking
            MonitoringLog.LookFailed(log, check.Code, e);
        }
    }
}
