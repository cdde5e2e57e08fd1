namespace Vamos.Hub.Caching;

using Vamos.Hub.Caching.Freshness;

/// <summary>A kept answer, of whatever type.</summary>
public abstract class CacheEntry
{
    // what an entry, its place in the lists and a small parsed message take beside the bytes
    private const int Overhead = 400;

    // a parsed message takes about three times its bytes
    private const int Parsed = 4;

    private readonly object _shelf;
    private readonly string _scope;
    private long _refreshAt;

    internal CacheEntry(object shelf, string scope, Lifetime life, uint[] sources, int era, long verifiedAt, int bytes)
    {
        _shelf = shelf;
        _scope = scope;
        Life = life;
        Sources = sources;
        Era = era;
        VerifiedAt = verifiedAt;
        Size = Overhead + (Parsed * bytes);
        _refreshAt = life.RefreshAt;
    }

    /// <summary>When its loading began.</summary>
    public DateTimeOffset LoadedAt => new(Life.LoadedAt, TimeSpan.Zero);

    internal Lifetime Life { get; }

    internal uint[] Sources { get; }

    internal int Era { get; }

    /// <summary>When it was last certain that no invalidation of it had been missed: when it was loaded, or read from Redis.</summary>
    internal long VerifiedAt { get; }

    internal int Size { get; }

    internal bool IsOf(object shelf, string scope) => ReferenceEquals(_shelf, shelf) && _scope == scope;

    internal bool IsOf(Memory.Flight flight) => flight.IsOf(_shelf, _scope);

    internal bool DependsOn(ReadOnlySpan<uint> changed) => Sources.Length == 0 || changed.IsEmpty || Sources.AsSpan().ContainsAny(changed);

    internal bool NearsItsEnd(long now) => now >= Volatile.Read(ref _refreshAt);

    /// <summary>True for one caller only, until the next moment to try.</summary>
    internal bool TakeRefresh(long now, long nextTry)
    {
        var due = Volatile.Read(ref _refreshAt);
        return now >= due && Interlocked.CompareExchange(ref _refreshAt, nextTry, due) == due;
    }
}

/// <summary>A kept answer.</summary>
/// <typeparam name="T">The message.</typeparam>
public sealed class CacheEntry<T> : CacheEntry where T : class
{
    private object? _companion;

    internal CacheEntry(object shelf, string scope, Lifetime life, uint[] sources, int era, long verifiedAt, T? value, ReadOnlyMemory<byte> bytes)
        : base(shelf, scope, life, sources, era, verifiedAt, bytes.Length)
    {
        Value = value;
        Bytes = bytes;
    }

    /// <summary>The message, which nobody may change; null when it is known that there is nothing.</summary>
    public T? Value { get; }

    /// <summary>The message as it was serialised, once.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>
    /// Something made of the answer, made at the first call and kept with it, as long as the answer itself: an answer to send, a table to ask. Each shelf
    /// has room for one kind of companion. Two callers at once may make it twice; one of them is kept.
    /// </summary>
    public TCompanion Companion<TCompanion>(Func<CacheEntry<T>, TCompanion> make) where TCompanion : class
    {
        if (Volatile.Read(ref _companion) is TCompanion kept)
            return kept;
        var made = make(this);
        Volatile.Write(ref _companion, made);
        return made;
    }
}
