namespace Vamos.Hub.Caching.Shared;

using Microsoft.Extensions.Logging;
using Vamos.Hub.Caching.Freshness;
using Vamos.Hub.Caching.Memory;
using Vamos.Hub.Caching.Sealing;
using Vamos.Hub.Configuration;

/// <summary>Redis, as the cache sees it: reads and writes that may come to nothing, invalidations that are sent until they arrive.</summary>
internal sealed class SharedLevel : IAsyncDisposable
{
    private const int MostWrites = 1_024;
    private const int FlushAtOnce = 256;

    private readonly RedisLink _link;
    private readonly RedisEntries _entries;
    private readonly InvalidationLine _line;
    private readonly Hearing _hearing;
    private readonly PendingInvalidations _pending = new();
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private int _writes;
    private bool _saidPending;

    public SharedLevel(CacheSettings settings, CacheIndex index, Hearing hearing, MemoryLevel memory, CacheMeter meter, TimeProvider time, ILogger log)
    {
        _time = time;
        _log = log;
        _hearing = hearing;
        _link = new RedisLink(RedisLink.Options(settings.Redis!), settings.RedisTimeout, meter, time, log);
        // an epoch has to outlive every load that began before it
        _entries = new RedisEntries(_link, (2 * settings.LoadLimit) + TimeSpan.FromMinutes(1), meter);
        _line = new InvalidationLine(_link, index, hearing, memory, meter, time, settings.UnheardFor, log);
        meter.Watch("vamos.cache.redis.left_alone", () => _link.IsUsable ? 0 : 1, "{redis}", "1 while Redis is not asked, since it does not answer in time");
        meter.Watch("vamos.cache.redis.pending", () => _pending.Count, "{invalidation}", "Invalidations that have not reached Redis");
    }

    public RedisLink Link => _link;

    public bool IsUsable => _link.IsUsable && _pending.Count == 0;

    public int Pending => _pending.Count;

    /// <summary>Writes that are on their way.</summary>
    public int Writes => Volatile.Read(ref _writes);

    public ValueTask<SharedRead[]> ReadAsync(IReadOnlyList<(UInt128 Person, UInt128 Entry)> names) =>
        IsUsable ? _entries.ReadAsync(names) : new(new SharedRead[names.Count]);

    /// <summary>Writes beside the answering. When too many are on their way it is left out: the answer is not lost, only not shared.</summary>
    public void Write(UInt128 person, UInt128 entry, byte[] sealedEntry, byte[] epoch, TimeSpan life)
    {
        if (!IsUsable)
            return;
        if (Interlocked.Increment(ref _writes) <= MostWrites)
            _ = WriteAsync();
        else
            Interlocked.Decrement(ref _writes);

        async Task WriteAsync()
        {
            try
            {
                await _entries.WriteAsync(person, entry, sealedEntry, epoch, life);
            }
            finally
            {
                Interlocked.Decrement(ref _writes);
            }
        }
    }

    public async ValueTask<bool> InvalidateAsync(UInt128 person, uint[] sources)
    {
        if (await _entries.InvalidateAsync(person, sources, _line.Invalidation(person, sources)))
            return true;
        _pending.Add(person, sources, Now);
        return false;
    }

    public async ValueTask<bool> SetBarrierAsync(uint source, long until)
    {
        if (await _entries.SetBarrierAsync(source, until, _line.Barrier(source, until)))
            return true;
        _pending.AddBarrier(source, until);
        return false;
    }

    /// <summary>One round of the keeper: connects, looks whether Redis answers, learns barriers, sends what waits, and a tick.</summary>
    public async Task KeepAsync()
    {
        if (!await _link.ConnectAsync(_line.Prepare))
            return;
        if (await _entries.ProbeAsync(Now) is var (replaced, barriers))
        {
            _hearing.SetBarriers(barriers, Now);
            if (replaced)
                CacheLog.RedisReplaced(_log);
            await FlushAsync();
        }

        await _line.TickAsync();
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private long Now => _time.GetUtcNow().UtcTicks;

    private async Task FlushAsync()
    {
        if (_pending.Count == 0)
        {
            _saidPending = false;
            return;
        }

        if (!_saidPending)
            CacheLog.InvalidationsWait(_log, _pending.Count);
        _saidPending = true;
        var (people, barriers) = _pending.Snapshot();
        foreach (var barrier in barriers)
        {
            if (!await _entries.SetBarrierAsync(barrier.Key, barrier.Value, _line.Barrier(barrier.Key, barrier.Value)))
                return;
            _pending.RemoveBarrier(barrier);
        }

        foreach (var some in people.Chunk(FlushAtOnce))
        {
            var sent = await Task.WhenAll(some.Select(async p => await _entries.InvalidateAsync(p.Key, p.Value, _line.Invalidation(p.Key, p.Value))));
            for (var i = 0; i < some.Length; i++)
            {
                if (sent[i])
                    _pending.Remove(some[i]);
            }

            if (!sent.All(s => s))
                return;
        }
    }
}
