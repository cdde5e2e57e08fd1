namespace Vamos.Hub.Caching.Memory;

/// <summary>
/// What this process keeps about one person, and what is on its way. Reading takes no lock: entries are replaced as a whole.
/// </summary>
internal sealed class PersonEntries(PersonId id, UInt128 hash)
{
    private readonly Lock _gate = new();
    private readonly List<Flight> _flights = [];
    private CacheEntry[] _entries = [];
    private int _generation;
    private bool _retired;
    private bool _touched;

    public PersonId Id => id;

    public UInt128 Hash => hash;

    public CacheEntry? Find(object shelf, string scope)
    {
        foreach (var entry in Volatile.Read(ref _entries))
        {
            if (!entry.IsOf(shelf, scope))
                continue;
            // written only when it changes, or every hit would take the line from the other processors
            if (!_touched)
                _touched = true;
            return entry;
        }

        return null;
    }

    /// <summary>Joins what is on its way, or begins; null when this object is no longer in use.</summary>
    /// <param name="shelf">The shelf.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="entry">Keyed hash of the answer's name.</param>
    /// <param name="notBefore">The answer must have been loaded since then.</param>
    /// <param name="era">The era now.</param>
    /// <param name="begins">What the flight has to wait for, if it is ours; null when we joined.</param>
    public Flight<T>? Claim<T>(object shelf, string scope, UInt128 entry, long notBefore, int era, out Task? begins) where T : class
    {
        lock (_gate)
        {
            begins = null;
            if (_retired)
                return null;
            if (_flights.Find(f => f.IsOf(shelf, scope)) is { } under)
            {
                if (under.TryJoin(notBefore))
                    return (Flight<T>)under;
                if (under.Next is { } next && next.TryJoin(notBefore))
                    return (Flight<T>)next;
                begins = under.Landing;
                var waiting = new Flight<T>(shelf, scope, this, entry, notBefore);
                under.Next = waiting;
                return waiting;
            }

            begins = Task.CompletedTask;
            var first = new Flight<T>(shelf, scope, this, entry, notBefore);
            first.Begin(_generation, era);
            _flights.Add(first);
            return first;
        }
    }

    public void Begin(Flight flight, int era)
    {
        lock (_gate)
            flight.Begin(_generation, era);
    }

    /// <summary>Whether an entry from Redis is young enough for all who wait; if it is not, the source is asked from now on.</summary>
    public bool Accepts(Flight flight, CacheEntry? entry, long now)
    {
        lock (_gate)
        {
            var accepted = entry is not null && entry.Life.LoadedAt >= flight.AcceptFrom;
            flight.Decide(accepted ? entry!.Life.LoadedAt : now);
            return accepted;
        }
    }

    /// <summary>Ends a flight: who asks from now on begins another one, or takes the one that waits behind it.</summary>
    public void End(Flight flight)
    {
        lock (_gate)
        {
            var place = _flights.IndexOf(flight);
            if (place < 0)
                return;
            if (flight.Next is { } next)
                _flights[place] = next;
            else
                _flights.RemoveAt(place);
        }
    }

    /// <summary>Keeps what a flight brought, unless the person was invalidated since it began.</summary>
    /// <param name="flight">The flight.</param>
    /// <param name="entry">What it brought.</param>
    /// <param name="era">The era now.</param>
    /// <param name="entries">By how many entries there is more.</param>
    /// <param name="bytes">By how many bytes.</param>
    public bool Keep(Flight flight, CacheEntry entry, int era, out int entries, out long bytes)
    {
        lock (_gate)
        {
            (entries, bytes) = (0, 0);
            if (_retired || flight.Generation != _generation || flight.Era != era)
                return false;
            var place = Array.FindIndex(_entries, e => e.IsOf(flight));
            if (place < 0)
            {
                Volatile.Write(ref _entries, [.. _entries, entry]);
                (entries, bytes) = (1, entry.Size);
                return true;
            }

            if (_entries[place].Life.LoadedAt > entry.Life.LoadedAt && _entries[place].Era == era)
                return true;
            var changed = _entries.ToArray();
            bytes = entry.Size - changed[place].Size;
            changed[place] = entry;
            Volatile.Write(ref _entries, changed);
            return true;
        }
    }

    /// <summary>Whether the person was invalidated since a flight began.</summary>
    public bool WasInvalidatedSince(Flight flight)
    {
        lock (_gate)
            return flight.Generation != _generation;
    }

    /// <summary>
    /// Removes what depends on one of the sources, and lets go of all that is on its way: it may be of before, and cannot be told apart.
    /// </summary>
    public void Invalidate(ReadOnlySpan<uint> sources, out int entries, out long bytes)
    {
        lock (_gate)
        {
            _generation++;
            _flights.Clear();
            var kept = new List<CacheEntry>(_entries.Length);
            foreach (var entry in _entries)
            {
                if (!entry.DependsOn(sources))
                    kept.Add(entry);
            }

            Replace([.. kept], out entries, out bytes);
        }
    }

    /// <summary>Removes what is past its end.</summary>
    public void Sweep(Func<CacheEntry, bool> isPast, out int entries, out long bytes)
    {
        (entries, bytes) = (0, 0);
        lock (_gate)
        {
            if (Array.Exists(_entries, e => isPast(e)))
                Replace(Array.FindAll(_entries, e => !isPast(e)), out entries, out bytes);
        }
    }

    /// <summary>Takes it out of use, unless it was used since the last time, or something is on its way.</summary>
    public bool TryRetire(out int entries, out long bytes)
    {
        lock (_gate)
        {
            (entries, bytes) = (0, 0);
            if (_touched || _flights.Count != 0)
            {
                _touched = false;
                return false;
            }

            _retired = true;
            Replace([], out entries, out bytes);
            return true;
        }
    }

    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return _entries.Length == 0 && _flights.Count == 0;
        }
    }

    private void Replace(CacheEntry[] left, out int entries, out long bytes)
    {
        entries = left.Length - _entries.Length;
        bytes = 0;
        foreach (var entry in left)
            bytes += entry.Size;
        foreach (var entry in _entries)
            bytes -= entry.Size;
        Volatile.Write(ref _entries, left);
    }
}
