namespace Vamos.Hub.Monitoring.Alerts;

using System.Threading.Channels;
using Microsoft.Extensions.Logging;

/// <summary>
/// Carries alerts to one receiver, in their order. A receiver that does not take one is tried again for a while, longer each time; what waits is
/// bounded, and the oldest gives way, since the page lists them all.
/// </summary>
/// <param name="name">Name of the receiver in logs. Example: <c>webhook</c>.</param>
/// <param name="deliver">Hands one over; throws when it was not taken.</param>
/// <param name="firstPause">How long to wait before the second attempt; doubled each time.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
public sealed class AlertPost(string name, Func<Alert, CancellationToken, Task> deliver, TimeSpan firstPause, TimeProvider time, ILogger log)
{
    private const int MostWaiting = 1_000;
    private const int MostAttempts = 6;

    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(10);

    private readonly Channel<Alert> _waiting =
        Channel.CreateBounded<Alert>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Puts an alert in line.</summary>
    public void Send(Alert alert) => _waiting.Writer.TryWrite(alert);

    /// <summary>Carries what comes until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var alert in _waiting.Reader.ReadAllAsync(stopping))
                await CarryAsync(alert, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the hub stops
        }
    }

    private async Task CarryAsync(Alert alert, CancellationToken stopping)
    {
        var pause = firstPause;
        for (var attempt = 1; ; attempt++, pause *= 2)
        {
            try
            {
                using var limit = new CancellationTokenSource(LongestAttempt, time);
                using var ends = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
                await deliver(alert, ends.Token);
                return;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                if (attempt == MostAttempts)
                {
                    MonitoringLog.NotDelivered(log, name, alert.Signal.Code, e.GetType().Name);
                    return;
                }

                MonitoringLog.NotTaken(log, name, attempt, e.GetType().Name);
            }

            await Task.Delay(pause, time, stopping);
        }
    }
}
