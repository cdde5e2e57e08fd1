namespace Vamos.Hub.Caching;

using Google.Protobuf;
using Vamos.Common.V1;
using Vamos.Hub.Caching.Freshness;
using Vamos.Hub.Caching.Memory;

/// <summary>
/// Answers of one kind about people: the facts of each source, the decisions of each programme. An answer is found by the person and a scope within the
/// shelf, which says everything else that it depends on: the source; the programme, the version of its rules and the date.
/// <para>A load belongs to all who wait for its answer. It goes on when the caller who began it leaves, and must not depend on that caller: neither on
/// the agreement, nor on the mask, nor on the deadline.</para>
/// </summary>
/// <typeparam name="T">The message.</typeparam>
public sealed class CacheShelf<T> where T : class, IMessage<T>
{
    private readonly PersonCache _cache;
    private readonly FlightControl<T> _flights;

    internal CacheShelf(PersonCache cache, string name, CachePolicy policy, MessageParser<T> parser)
    {
        _cache = cache;
        Name = name;
        _flights = new FlightControl<T>(cache, this, policy, parser);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Gives what this process has, if it will do.</summary>
    public bool TryGet(NationalId person, string scope, CacheDemand demand, out CacheAnswer<T> answer)
    {
        var now = _cache.Now;
        if (Find(PersonId.Of(person), scope) is { } entry && _cache.Hearing.Judge(entry, now, MaxAge(demand)) == Standing.Fresh)
        {
            _cache.Meter.MemoryHit();
            answer = Answer(entry, now, CacheLevel.Memory, isStale: false);
            return true;
        }

        answer = default;
        return false;
    }

    /// <summary>Gives an answer: kept here, kept in Redis, or loaded.</summary>
    /// <typeparam name="TState">What the load needs; passed along so that a hit makes no closure.</typeparam>
    /// <param name="person">The person.</param>
    /// <param name="scope">The scope within the shelf.</param>
    /// <param name="demand">What the caller accepts.</param>
    /// <param name="state">Handed to the load.</param>
    /// <param name="load">Asks the source. Its token ends with <c>Hub:Cache:LoadLimit</c>, not with the caller.</param>
    /// <param name="cancellation">Ends this caller's waiting.</param>
    /// <exception cref="CacheBusyException">Too many loads are under way.</exception>
    /// <exception cref="TimeoutException">The load took longer than its limit.</exception>
    /// <remarks>Whatever the load throws comes to all who waited for it, except those for whom a stale answer will do.</remarks>
    public ValueTask<CacheAnswer<T>> GetAsync<TState>(
        NationalId person,
        string scope,
        CacheDemand demand,
        TState state,
        Func<TState, CancellationToken, Task<Loaded<T>>> load,
        CancellationToken cancellation)
    {
        var now = _cache.Now;
        var id = PersonId.Of(person);
        if (Find(id, scope) is { } entry && _cache.Hearing.Judge(entry, now, MaxAge(demand)) == Standing.Fresh)
        {
            _cache.Meter.MemoryHit();
            if (entry.NearsItsEnd(now))
                _flights.RefreshAhead(id, scope, entry, now, LoadOne(state, load));
            return new(Answer(entry, now, CacheLevel.Memory, isStale: false));
        }

        return AskAsync(id, scope, demand, now, LoadOne(state, load), cancellation);
    }

    /// <summary>
    /// Gives answers about many people: what is kept here, then what Redis has, in sets, then one load for all that is missing. In the order of the people.
    /// </summary>
    /// <param name="people">The people.</param>
    /// <param name="scope">The scope within the shelf.</param>
    /// <param name="demand">What the caller accepts.</param>
    /// <param name="state">Handed to the load.</param>
    /// <param name="load">Asks the source for some of the people; its answers are in their order.</param>
    /// <param name="cancellation">Ends this caller's waiting.</param>
    public async ValueTask<CacheAnswer<T>[]> GetManyAsync<TState>(
        IReadOnlyList<NationalId> people,
        string scope,
        CacheDemand demand,
        TState state,
        Func<TState, IReadOnlyList<NationalId>, CancellationToken, Task<IReadOnlyList<Loaded<T>>>> load,
        CancellationToken cancellation)
    {
        var answers = new CacheAnswer<T>[people.Count];
        var waits = new List<(int Place, PersonId Person, Flight<T> Flight)>();
        var claims = new List<(Flight<T> Flight, Task Begins)>();
        var now = _cache.Now;
        for (var i = 0; i < answers.Length; i++)
        {
            var id = PersonId.Of(people[i]);
            if (Find(id, scope) is { } entry && _cache.Hearing.Judge(entry, now, MaxAge(demand)) == Standing.Fresh)
            {
                _cache.Meter.MemoryHit();
                answers[i] = Answer(entry, now, CacheLevel.Memory, isStale: false);
                continue;
            }

            var flight = _flights.Claim(id, scope, NotBefore(demand, now), out var begins);
            waits.Add((i, id, flight));
            if (begins is not null)
                claims.Add((flight, begins));
        }

        _flights.Start(claims, (missing, ends) => load(state, missing, ends));
        foreach (var (place, person, flight) in waits)
            answers[place] = await LandAsync(person, scope, demand, flight, cancellation);
        return answers;
    }

    private static Func<IReadOnlyList<NationalId>, CancellationToken, Task<IReadOnlyList<Loaded<T>>>> LoadOne<TState>(
        TState state, Func<TState, CancellationToken, Task<Loaded<T>>> load) => async (_, ends) => [await load(state, ends)];

    private static long MaxAge(CacheDemand demand) => demand.MaxAge?.Ticks ?? long.MaxValue;

    private static long NotBefore(CacheDemand demand, long now) => demand.MaxAge is { } age ? now - age.Ticks : long.MinValue;

    private static CacheAnswer<T> Answer(CacheEntry<T> entry, long now, CacheLevel level, bool isStale) =>
        new(entry, new TimeSpan(Math.Max(0, now - entry.Life.LoadedAt)), level, isStale);

    private CacheEntry<T>? Find(in PersonId id, string scope) => (CacheEntry<T>?)_cache.Memory.Find(id)?.Find(this, scope);

    private ValueTask<CacheAnswer<T>> AskAsync(
        PersonId id,
        string scope,
        CacheDemand demand,
        long now,
        Func<IReadOnlyList<NationalId>, CancellationToken, Task<IReadOnlyList<Loaded<T>>>> load,
        CancellationToken cancellation)
    {
        var flight = _flights.Claim(id, scope, NotBefore(demand, now), out var begins);
        if (begins is not null)
            _flights.Start([(flight, begins)], load);
        else
            _cache.Meter.Waited();
        return LandAsync(id, scope, demand, flight, cancellation);
    }

    private async ValueTask<CacheAnswer<T>> LandAsync(PersonId id, string scope, CacheDemand demand, Flight<T> flight, CancellationToken cancellation)
    {
        if (demand.AllowStale && !flight.Landed.IsCompleted)
        {
            try
            {
                await flight.Landed.WaitAsync(_cache.Settings.Patience, _cache.Time, cancellation);
            }
            catch (TimeoutException)
            {
                // it may have landed at that very moment; then what it brought comes first
                if (!flight.Landed.IsCompleted && Kept(id, scope, demand) is { } inTheMeantime)
                    return inTheMeantime;
            }
        }

        var landed = await flight.Landed.WaitAsync(cancellation);
        if (landed.Entry is { } entry)
            return Answer(entry, _cache.Now, landed.Level, isStale: false);
        if (demand.AllowStale && Kept(id, scope, demand) is { } instead)
            return instead;
        landed.Thrown?.Throw();
        return new CacheAnswer<T>(landed.Failure!);
    }

    private CacheAnswer<T>? Kept(in PersonId id, string scope, CacheDemand demand)
    {
        var now = _cache.Now;
        if (Find(id, scope) is not { } entry || _cache.Hearing.Judge(entry, now, MaxAge(demand)) is var standing && standing == Standing.Useless)
            return null;
        if (standing == Standing.Stale)
            _cache.Meter.StaleAnswer();
        return Answer(entry, now, CacheLevel.Memory, isStale: standing == Standing.Stale);
    }
}
