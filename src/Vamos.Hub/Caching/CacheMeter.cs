namespace Vamos.Hub.Caching;

using System.Diagnostics.Metrics;

/// <summary>
/// What the cache counts, as the meter <c>Vamos.Hub.Cache</c>. Plain numbers that are read when somebody looks: a hit must not pay for its listener.
/// </summary>
internal sealed class CacheMeter : IDisposable
{
    private readonly Meter _meter;
    private long _memoryHits;
    private long _redisHits;
    private long _staleAnswers;
    private long _loads;
    private long _failedLoads;
    private long _waits;
    private long _refreshes;
    private long _refused;
    private long _invalidationsHere;
    private long _invalidationsHeard;
    private long _evictions;
    private long _tooLarge;
    private long _redisErrors;
    private long _redisTimeouts;
    private long _unreadable;

    public CacheMeter(IMeterFactory factory)
    {
        _meter = factory.Create("Vamos.Hub.Cache");
        _meter.CreateObservableCounter(
            "vamos.cache.answers",
            () => Each("level", ("memory", _memoryHits), ("redis", _redisHits), ("stale", _staleAnswers)),
            "{answer}",
            "Answers that were kept, by where they came from");
        _meter.CreateObservableCounter(
            "vamos.cache.loads",
            () => Each("outcome", ("loaded", _loads), ("failed", _failedLoads), ("refused", _refused)),
            "{load}",
            "Answers that had to be asked for");
        Count("vamos.cache.waits", () => _waits, "{call}", "Calls that waited for an answer which another one was asking for");
        Count("vamos.cache.refreshes", () => _refreshes, "{load}", "Answers asked for ahead of their end");
        _meter.CreateObservableCounter(
            "vamos.cache.invalidations",
            () => Each("from", ("here", _invalidationsHere), ("another hub", _invalidationsHeard)),
            "{person}",
            "People invalidated");
        Count("vamos.cache.evictions", () => _evictions, "{person}", "People forgotten for lack of room");
        Count("vamos.cache.too_large", () => _tooLarge, "{answer}", "Answers too large to be kept");
        _meter.CreateObservableCounter(
            "vamos.cache.redis.errors",
            () => Each("kind", ("timeout", _redisTimeouts), ("error", _redisErrors), ("unreadable value", _unreadable)),
            "{error}",
            "What went wrong with Redis; no call failed for it");
    }

    public void MemoryHit() => Interlocked.Increment(ref _memoryHits);

    public void RedisHit() => Interlocked.Increment(ref _redisHits);

    public void StaleAnswer() => Interlocked.Increment(ref _staleAnswers);

    public void Loaded() => Interlocked.Increment(ref _loads);

    public void LoadFailed() => Interlocked.Increment(ref _failedLoads);

    public void Refused() => Interlocked.Increment(ref _refused);

    public void Waited() => Interlocked.Increment(ref _waits);

    public void Refreshed() => Interlocked.Increment(ref _refreshes);

    public void Invalidated() => Interlocked.Increment(ref _invalidationsHere);

    public void InvalidationHeard() => Interlocked.Increment(ref _invalidationsHeard);

    public void Evicted() => Interlocked.Increment(ref _evictions);

    public void TooLarge() => Interlocked.Increment(ref _tooLarge);

    public void RedisError() => Interlocked.Increment(ref _redisErrors);

    public void RedisTimeout() => Interlocked.Increment(ref _redisTimeouts);

    public void Unreadable() => Interlocked.Increment(ref _unreadable);

    /// <summary>Adds a gauge.</summary>
    public void Watch(string name, Func<long> value, string unit, string description) => _meter.CreateObservableGauge(name, value, unit, description);

    public void Dispose() => _meter.Dispose();

    private void Count(string name, Func<long> value, string unit, string description) => _meter.CreateObservableCounter(name, value, unit, description);

    private static Measurement<long>[] Each(string tag, params ReadOnlySpan<(string Value, long Count)> counts)
    {
        var measurements = new Measurement<long>[counts.Length];
        for (var i = 0; i < counts.Length; i++)
            measurements[i] = new Measurement<long>(counts[i].Count, new KeyValuePair<string, object?>(tag, counts[i].Value));
        return measurements;
    }
}
