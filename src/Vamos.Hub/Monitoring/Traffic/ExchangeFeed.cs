namespace Vamos.Hub.Monitoring.Traffic;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Storage.Feeds;

/// <summary>
/// The exchange log as it grows, read once for all who watch: a few times a second the new records, whichever hub wrote them. The latest are kept
/// in memory; who is further behind reads the log itself. Nobody who watches holds up an exchange.
/// </summary>
public sealed class ExchangeFeed(LogPages log, TimeProvider time, ILogger<ExchangeFeed> logger) : BackgroundService
{
    /// <summary>Records that are kept in memory.</summary>
    public const int Kept = 8_192;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly ExchangeRecord?[] _ring = new ExchangeRecord?[Kept];
    private readonly FeedSignal _grown = new(time);
    private readonly List<Action<IReadOnlyList<ExchangeRecord>>> _listeners = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _first;
    private long _end;

    /// <summary>Where the next record will be.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>Completes with the next records. Take it before reading.</summary>
    public Task Next => _grown.Next;

    /// <summary>Completes once the feed knows where the log ends.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Has something told of all new records, in their order, by the feed itself: it must be quick. Before the feed starts.</summary>
    public void Tell(Action<IReadOnlyList<ExchangeRecord>> listener) => _listeners.Add(listener);

    /// <summary>Up to as many records from a position on as are in memory; null when the position is further back.</summary>
    /// <param name="from">The position; not beyond the end.</param>
    /// <param name="most">Most records.</param>
    public IReadOnlyList<ExchangeRecord>? Latest(long from, int most)
    {
        lock (_ring)
        {
            if (from < _first)
                return null;
            var found = new List<ExchangeRecord>((int)Math.Min(most, Math.Max(0, _end - from)));
            for (var index = from; index < _end && found.Count < most; index++)
            {
                if (_ring[index % Kept] is { } record && record.LogIndex == index)
                    found.Add(record);
            }

            return found;
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!_begun.Task.IsCompleted)
                    await BeginAsync(stoppingToken);
                while (await log.ReadAsync(End, stoppingToken) is { Count: not 0 } page)
                    Take(page);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // a database that does not answer now is asked again: watching must not end for it
                MonitoringLog.FeedFailed(logger, e);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // the hub stops, and what this stands on may be gone already
                return;
            }

            await Task.Delay(Pace, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task BeginAsync(CancellationToken cancellation)
    {
        _first = _end = await log.EndAsync(cancellation);
        _begun.TrySetResult();
    }

    private void Take(IReadOnlyList<ExchangeRecord> page)
    {
        lock (_ring)
        {
            foreach (var record in page)
                _ring[record.LogIndex % Kept] = record;
            _end = page[^1].LogIndex + 1;
            _first = Math.Max(_first, _end - Kept);
        }

        foreach (var listener in _listeners)
            listener(page);
        _grown.Raise();
    }
}
