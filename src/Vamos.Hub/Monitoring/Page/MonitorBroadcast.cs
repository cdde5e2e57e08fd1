namespace Vamos.Hub.Monitoring.Page;

using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vamos.Hub.Monitoring.Live;

/// <summary>
/// The state of the hub once a second, put together once for all pages that are open, and not at all while none is. A page that takes its time is
/// sent the state of that moment next, never a backlog.
/// </summary>
public sealed class MonitorBroadcast(MonitorStates states, TimeProvider time, ILogger<MonitorBroadcast> log) : BackgroundService
{
    /// <summary>Pages that may be open at once.</summary>
    public const int MostPages = 64;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private int _open;
    private TaskCompletionSource<byte[]> _next = New();

    /// <summary>Names as scripts write them.</summary>
    internal static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Takes a place; false when as many pages are open as may.</summary>
    public bool TryOpen()
    {
        if (Interlocked.Increment(ref _open) <= MostPages)
            return true;
        Close();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Close() => Interlocked.Decrement(ref _open);

    /// <summary>The next state, as JSON.</summary>
    public Task<byte[]> NextAsync(CancellationToken cancellation) => Volatile.Read(ref _next).Task.WaitAsync(cancellation);

    /// <summary>The state of this moment, as JSON.</summary>
    public async Task<byte[]> NowAsync(CancellationToken cancellation) =>
        JsonSerializer.SerializeToUtf8Bytes(await states.TakeAsync(cancellation), Json);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pace, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Volatile.Read(ref _open) == 0)
                continue;
            try
            {
                var state = await NowAsync(stoppingToken);
                Interlocked.Exchange(ref _next, New()).TrySetResult(state);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                MonitoringLog.StateFailed(log, e);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // the hub stops, and what this stands on may be gone already
                return;
            }
        }
    }

    private static TaskCompletionSource<byte[]> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
