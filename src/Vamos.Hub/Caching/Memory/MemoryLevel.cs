namespace Vamos.Hub.Caching.Memory;

using System.Collections.Concurrent;
using Vamos.Hub.Caching.Freshness;
using Vamos.Hub.Caching.Sealing;
using Vamos.Hub.Configuration;

/// <summary>
/// What this process keeps, bounded by entries, people and bytes. What was not asked for again since the hand last passed goes first (second chance): a
/// hit costs no lock and no list to be mended, and a night's batch, which asks once, does not drive out what is asked for all day.
/// </summary>
internal sealed class MemoryLevel(CacheSettings settings, CacheIndex index, CacheMeter meter)
{
    private const int MostPassed = 256;

    private readonly ConcurrentDictionary<PersonId, PersonEntries> _people = new();
    private readonly ConcurrentDictionary<UInt128, PersonEntries> _byHash = new();
    private readonly ConcurrentQueue<PersonEntries> _ring = new();
    private readonly Lock _adding = new();
    private readonly Lock _hand = new();
    private long _entries;
    private long _bytes;
    private int _count;

    public long Entries => Volatile.Read(ref _entries);

    public long Bytes => Volatile.Read(ref _bytes);

    public int People => Volatile.Read(ref _count);

    private bool IsFull => Entries > settings.MostEntries || Bytes > settings.MostBytes || People > settings.MostEntries;

    public PersonEntries? Find(in PersonId id) => _people.GetValueOrDefault(id);

    public PersonEntries GetOrAdd(in PersonId id)
    {
        if (_people.TryGetValue(id, out var known))
            return known;
        var made = new PersonEntries(id, index.Person(id));
        lock (_adding)
        {
            if (_people.TryGetValue(id, out known))
                return known;
            // found by its hash before it is found by itself, lest an invalidation miss what is begun at once
            _byHash[made.Hash] = made;
            _people[id] = made;
            _ring.Enqueue(made);
            Interlocked.Increment(ref _count);
            return made;
        }
    }

    public void Keep(Flight flight, PersonEntries person, CacheEntry entry, int era)
    {
        if (entry.Size > settings.MostBytes || !person.Keep(flight, entry, era, out var entries, out var bytes))
            return;
        Account(entries, bytes);
        MakeRoom();
    }

    public void Invalidate(UInt128 person, ReadOnlySpan<uint> sources)
    {
        if (!_byHash.TryGetValue(person, out var known))
            return;
        known.Invalidate(sources, out var entries, out var bytes);
        Account(entries, bytes);
    }

    /// <summary>Passes over a part of what is kept and removes what is past its end, so that it does not lie about until there is need of room.</summary>
    public void Sweep(int most, Hearing hearing, long now)
    {
        lock (_hand)
        {
            for (var i = Math.Min(most, People); i > 0 && _ring.TryDequeue(out var person); i--)
            {
                person.Sweep(e => hearing.Judge(e, now, long.MaxValue) == Standing.Useless, out var entries, out var bytes);
                Account(entries, bytes);
                if (!person.IsIdle || !Retire(person))
                    _ring.Enqueue(person);
            }
        }
    }

    /// <summary>
    /// Forgets people until there is room. One call passes over a bounded number of them, so that no caller pays for a long row of second chances, and
    /// leaves those alone for whom an answer is on its way; the next call goes on.
    /// </summary>
    public void MakeRoom()
    {
        if (!IsFull)
            return;
        lock (_hand)
        {
            for (var passed = 0; passed < MostPassed && IsFull && _ring.TryDequeue(out var person); passed++)
            {
                if (Retire(person))
                    meter.Evicted();
                else
                    _ring.Enqueue(person);
            }
        }
    }

    private bool Retire(PersonEntries person)
    {
        if (!person.TryRetire(out var entries, out var bytes))
            return false;
        _people.TryRemove(KeyValuePair.Create(person.Id, person));
        _byHash.TryRemove(KeyValuePair.Create(person.Hash, person));
        Account(entries, bytes);
        Interlocked.Decrement(ref _count);
        return true;
    }

    private void Account(int entries, long bytes)
    {
        Interlocked.Add(ref _entries, entries);
        Interlocked.Add(ref _bytes, bytes);
    }
}
