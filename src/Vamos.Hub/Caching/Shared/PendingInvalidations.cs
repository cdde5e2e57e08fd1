namespace Vamos.Hub.Caching.Shared;

/// <summary>
/// Invalidations that Redis has not confirmed. They are sent again until it has, and Redis is not read before: what it holds may be what was invalidated.
/// Too many of them become one barrier for everything.
/// </summary>
internal sealed class PendingInvalidations
{
    private const int Most = 65_536;

    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, uint[]> _people = [];
    private readonly Dictionary<uint, long> _barriers = [];
    private volatile int _count;

    public int Count => _count;

    public void Add(UInt128 person, uint[] sources, long now)
    {
        lock (_gate)
        {
            if (_people.Count >= Most)
            {
                _people.Clear();
                _barriers[0] = now;
            }
            else
            {
                // no sources means all
                _people[person] = !_people.TryGetValue(person, out var earlier) ? sources
                    : earlier.Length == 0 || sources.Length == 0 ? [] : [.. earlier.Union(sources)];
            }

            _count = _people.Count + _barriers.Count;
        }
    }

    public void AddBarrier(uint source, long until)
    {
        lock (_gate)
        {
            _barriers[source] = Math.Max(until, _barriers.GetValueOrDefault(source));
            _count = _people.Count + _barriers.Count;
        }
    }

    public (KeyValuePair<UInt128, uint[]>[] People, KeyValuePair<uint, long>[] Barriers) Snapshot()
    {
        lock (_gate)
            return ([.. _people], [.. _barriers]);
    }

    /// <summary>Confirmed, unless something was added meanwhile.</summary>
    public void Remove(KeyValuePair<UInt128, uint[]> person)
    {
        lock (_gate)
        {
            if (_people.TryGetValue(person.Key, out var sources) && ReferenceEquals(sources, person.Value))
                _people.Remove(person.Key);
            _count = _people.Count + _barriers.Count;
        }
    }

    public void RemoveBarrier(KeyValuePair<uint, long> barrier)
    {
        lock (_gate)
        {
            if (_barriers.TryGetValue(barrier.Key, out var until) && until == barrier.Value)
                _barriers.Remove(barrier.Key);
            _count = _people.Count + _barriers.Count;
        }
    }
}
