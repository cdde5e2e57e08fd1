namespace Vamos.Hub.Caching.Freshness;

using System.Collections.Frozen;

/// <summary>
/// What this hub would hear of changes, and so how far kept answers can be relied on.
/// <para>An answer may be kept for minutes only because whoever changes it says so. There are two ways for word to get lost: the line to the other hubs
/// (Redis), and the feed of a source. While one is lost an answer counts by the strict limit only: from when it was read from Redis or loaded if it is the
/// line, since Redis itself was told; from when it was loaded if it is the feed, since nobody was. When the line is back what this process keeps is
/// forgotten, for it may have missed a message; Redis has not. When a feed is back at the place where it broke off, it has told everything by then.
/// When it cannot go on there, a barrier is set: nothing loaded before it counts any more, anywhere.</para>
/// </summary>
internal sealed class Hearing(TimeSpan unheardFor, bool needsLine)
{
    // nothing is ever kept longer than a day fresh and a week stale
    private static readonly long LongestLife = TimeSpan.FromDays(8).Ticks;

    // an entry of a hub whose clock is further ahead would live too long
    private static readonly long MostAhead = TimeSpan.FromSeconds(5).Ticks;

    private readonly Lock _gate = new();
    private volatile State _state = State.With(!needsLine, [], FrozenDictionary<uint, long>.Empty, 0);

    /// <summary>Rises whenever all that was kept before is void.</summary>
    public int Era => _state.Era;

    public bool HearsLine => _state.Line;

    public IReadOnlyDictionary<uint, long> Barriers => _state.Barriers;

    public int LostFeeds => _state.LostFeeds.Count;

    /// <summary>How good an entry is for a caller.</summary>
    public Standing Judge(CacheEntry entry, long now, long maxAge)
    {
        var state = _state;
        var life = entry.Life;
        var age = now - life.LoadedAt;
        if (entry.Era != state.Era || now >= life.StaleUntil || age > maxAge || age < -MostAhead)
            return Standing.Useless;
        if (state.IsPlain)
            return now < life.FreshUntil ? Standing.Fresh : Standing.Stale;
        if (state.IsBehindBarrier(entry))
            return Standing.Useless;
        return now < life.FreshUntil && state.Hears(entry, now, unheardFor.Ticks) ? Standing.Fresh : Standing.Stale;
    }

    public void LineLost() => Change(s => State.With(false, s.LostFeeds, s.Barriers, s.Era));

    /// <summary>Whether it was lost before.</summary>
    public bool LineRestored()
    {
        lock (_gate)
        {
            if (_state.Line)
                return false;
            _state = State.With(true, _state.LostFeeds, _state.Barriers, _state.Era + 1);
            return true;
        }
    }

    public void FeedLost(uint source) => Change(s => State.With(s.Line, [.. s.LostFeeds, source], s.Barriers, s.Era));

    public void FeedRestored(uint source) => Change(s => State.With(s.Line, [.. s.LostFeeds.Where(l => l != source)], s.Barriers, s.Era));

    /// <summary>Nothing of the source that was loaded until then counts. Source 0 stands for all.</summary>
    public void SetBarriers(IReadOnlyCollection<KeyValuePair<uint, long>> barriers, long now)
    {
        if (barriers.Count == 0 && _state.Barriers.Count == 0)
            return;
        Change(s =>
        {
            var merged = s.Barriers.Where(b => b.Value > now - LongestLife).ToDictionary();
            foreach (var (source, until) in barriers.Where(b => b.Value > now - LongestLife))
                merged[source] = Math.Max(until, merged.GetValueOrDefault(source));
            return State.With(s.Line, s.LostFeeds, merged.ToFrozenDictionary(), s.Era);
        });
    }

    private void Change(Func<State, State> change)
    {
        lock (_gate)
            _state = change(_state);
    }

    private sealed record State(bool Line, FrozenSet<uint> LostFeeds, FrozenDictionary<uint, long> Barriers, int Era, bool IsPlain)
    {
        public static State With(bool line, IEnumerable<uint> lostFeeds, FrozenDictionary<uint, long> barriers, int era)
        {
            var lost = lostFeeds.ToFrozenSet();
            return new State(line, lost, barriers, era, line && lost.Count == 0 && barriers.Count == 0);
        }

        private readonly long _lastBarrier = Barriers.Count == 0 ? long.MinValue : Barriers.Values.Max();

        // loops, not predicates: this is asked at every hit and must not allocate
        public bool IsBehindBarrier(CacheEntry entry)
        {
            var loaded = entry.Life.LoadedAt;
            if (loaded > _lastBarrier)
                return false;
            if (entry.Sources.Length == 0 || IsBehind(0, loaded))
                return true;
            foreach (var source in entry.Sources)
            {
                if (IsBehind(source, loaded))
                    return true;
            }

            return false;
        }

        public bool Hears(CacheEntry entry, long now, long unheardFor) =>
            (Line || now - entry.VerifiedAt < unheardFor) && (LostFeeds.Count == 0 || now - entry.Life.LoadedAt < unheardFor || !IsOfLostFeed(entry));

        private bool IsBehind(uint source, long loadedAt) => Barriers.TryGetValue(source, out var until) && loadedAt <= until;

        private bool IsOfLostFeed(CacheEntry entry)
        {
            if (entry.Sources.Length == 0)
                return true;
            foreach (var source in entry.Sources)
            {
                if (LostFeeds.Contains(source))
                    return true;
            }

            return false;
        }
    }
}

/// <summary>How good a kept answer is.</summary>
internal enum Standing
{
    /// <summary>Good for everybody.</summary>
    Fresh,

    /// <summary>Good for who allows it, while there is nothing better.</summary>
    Stale,

    /// <summary>Not to be given.</summary>
    Useless,
}
