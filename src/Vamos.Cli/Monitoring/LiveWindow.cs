namespace Vamos.Cli.Monitoring;

using Google.Protobuf.WellKnownTypes;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements;

/// <summary>The exchanges of the last while, as they were told, and what they come to. For several threads.</summary>
/// <param name="length">How long an exchange counts after it was told.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveWindow(TimeSpan length, TimeProvider time)
{
    // a quarter of an hour of a busy hub; what is older goes earlier then
    private const int Most = 500_000;

    private readonly Queue<Seen> _seen = new();
    private readonly Lock _lock = new();
    private readonly long _began = time.GetTimestamp();
    private long _skipped;

    public void Add(WatchExchangesResponse told)
    {
        var record = told.Exchange;
        var failed = record.Outcome is ExchangeOutcome.Denied or ExchangeOutcome.Failed;
        var took = record is { RequestTime: { } asked, ResponseTime: { } answered }
            ? (float)(answered.ToDateTimeOffset() - asked.ToDateTimeOffset()).TotalMilliseconds
            : 0;
        lock (_lock)
        {
            if (_seen.Count == Most)
                _seen.Dequeue();
            _seen.Enqueue(new Seen(
                time.GetTimestamp(),
                record.ConsumerInstitution,
                record.Method,
                failed ? record.Reason.Length == 0 ? "UNKNOWN" : record.Reason : null,
                record.FromCache,
                took));
            _skipped += told.SkippedCount;
        }
    }

    /// <summary>What the window comes to now: one row for each consumer and method, the busiest first, and everything together.</summary>
    public (IReadOnlyList<TrafficSummary> Rows, TrafficSummary Total, TimeSpan Length, long Skipped) Read()
    {
        Seen[] seen;
        long skipped;
        lock (_lock)
        {
            while (_seen.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > length)
                _seen.Dequeue();
            seen = [.. _seen];
            skipped = _skipped;
        }

        // while a window is filling, it is as long as it has been filled
        var lasted = time.GetElapsedTime(_began);
        var rows = seen.GroupBy(s => (s.Consumer, s.Method)).Select(group => Sum(group.Key.Consumer, group.Key.Method, [.. group], _ => true));
        return (
            [
                .. rows.OrderByDescending(row => row.CallCount)
                    .ThenBy(row => row.ConsumerInstitution, StringComparer.Ordinal).ThenBy(row => row.Method, StringComparer.Ordinal),
            ],
            Sum("", "", seen, s => !IsStream(s.Method)),
            lasted < length ? lasted : length,
            skipped);
    }

    // a stream takes as long as somebody listens, which says nothing of how fast the hub is
    private static bool IsStream(string method) => ExchangedMethods.Find(method) is { Descriptor: { IsServerStreaming: true, IsClientStreaming: false } };

    private static TrafficSummary Sum(string consumer, string method, IReadOnlyList<Seen> seen, Func<Seen, bool> isTimed)
    {
        var times = new Percentiles(seen.Where(isTimed).Select(s => s.Milliseconds));
        var errors = seen.Where(s => s.Reason is not null).GroupBy(s => s.Reason!).ToDictionary(group => group.Key, group => (long)group.Count());
        return new TrafficSummary
        {
            ConsumerInstitution = consumer,
            Method = method,
            CallCount = seen.Count,
            ErrorsByReason = { errors },
            LatencyP50 = Duration.FromTimeSpan(times.At(0.5)),
            LatencyP90 = Duration.FromTimeSpan(times.At(0.9)),
            LatencyP99 = Duration.FromTimeSpan(times.At(0.99)),
            LatencyMax = Duration.FromTimeSpan(times.At(1)),
            CacheHitCount = seen.Count(s => s.FromCache),
        };
    }

    private readonly record struct Seen(long At, string Consumer, string Method, string? Reason, bool FromCache, float Milliseconds);
}
