namespace Vamos.Hub.Caching.Memory;

using System.Runtime.ExceptionServices;

/// <summary>
/// One answer on its way, and all who wait for it. Until it is decided that the source is asked everybody may join, since what is loaded later is young
/// enough for whoever asked earlier. After that a stricter caller waits for the next flight, which begins when this one ends: however many ask, the
/// source is asked once at a time.
/// </summary>
internal abstract class Flight(object shelf, string scope, long acceptFrom)
{
    /// <summary>What Redis holds must have been loaded since then.</summary>
    public long AcceptFrom { get; private set; } = acceptFrom;

    /// <summary>When the source was asked, now or for the answer that Redis had; 0 until that is decided.</summary>
    public long LoadedAt { get; private set; }

    /// <summary>The person's generation when it began: an answer of an earlier one may have been invalidated meanwhile.</summary>
    public int Generation { get; private set; }

    public int Era { get; private set; }

    public Flight? Next { get; set; }

    public abstract Task Landing { get; }

    public string Scope => scope;

    public bool IsOf(object otherShelf, string otherScope) => ReferenceEquals(shelf, otherShelf) && scope == otherScope;

    public void Begin(int generation, int era)
    {
        Generation = generation;
        Era = era;
    }

    public bool TryJoin(long notBefore)
    {
        if (LoadedAt != 0)
            return LoadedAt >= notBefore;
        AcceptFrom = Math.Max(AcceptFrom, notBefore);
        return true;
    }

    public void Decide(long loadedAt) => LoadedAt = loadedAt;
}

/// <summary>An answer of a shelf on its way.</summary>
internal sealed class Flight<T>(object shelf, string scope, PersonEntries person, UInt128 entry, long acceptFrom) : Flight(shelf, scope, acceptFrom)
    where T : class
{
    private readonly TaskCompletionSource<Landed<T>> _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PersonEntries Person => person;

    /// <summary>Keyed hash of the answer's name.</summary>
    public UInt128 Entry => entry;

    /// <summary>The person's epoch in Redis before the source was asked; null when Redis could not say.</summary>
    public byte[]? Epoch { get; set; }

    public Task<Landed<T>> Landed => _landed.Task;

    public override Task Landing => _landed.Task;

    public void Land(Landed<T> outcome) => _landed.TrySetResult(outcome);
}

/// <summary>What became of a flight: an entry, or what the load said instead, or what it threw.</summary>
internal readonly record struct Landed<T>(CacheEntry<T>? Entry, CacheLevel Level, object? Failure, ExceptionDispatchInfo? Thrown) where T : class;
