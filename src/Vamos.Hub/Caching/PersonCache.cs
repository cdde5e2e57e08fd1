namespace Vamos.Hub.Caching;

using System.Diagnostics.Metrics;
using Google.Protobuf;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vamos.Common.V1;
using Vamos.Hosting.Secrets;
using Vamos.Hub.Caching.Freshness;
using Vamos.Hub.Caching.Memory;
using Vamos.Hub.Caching.Sealing;
using Vamos.Hub.Caching.Shared;
using Vamos.Hub.Configuration;

/// <summary>
/// What was answered recently about people, in this process and in Redis. It knows neither callers nor agreements: what may be shown to whom is
/// decided after it. docs/cache.md says what is kept where, and what happens when Redis or a change feed fails.
/// </summary>
public sealed class PersonCache : IAsyncDisposable
{
    private const int MostRefreshes = 32;
    private const uint AllSources = 0;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    // an answer is found at the latest this many rounds after its end
    private const int RoundsOfSweep = 120;

    private readonly CancellationTokenSource _ends = new();
    private readonly ILogger _log;
    private readonly IDisposable? _positionStore;
    private readonly Task _keeper;
    private int _loads;
    private int _refreshes;

    private PersonCache(CacheSettings settings, IMeterFactory meters, TimeProvider time, ILogger log)
    {
        Settings = settings;
        Time = time;
        _log = log;
        Index = new CacheIndex(SecretFile.LoadOrCreate(settings.IndexKeyFile)[^1].Bytes);
        Seal = new EntrySeal(SecretFile.LoadOrCreate(settings.ValueKeyFile));
        Meter = new CacheMeter(meters);
        Hearing = new Hearing(settings.UnheardFor, needsLine: settings.Redis is not null);
        Memory = new MemoryLevel(settings, Index, Meter);
        Shared = settings.Redis is null ? null : new SharedLevel(settings, Index, Hearing, Memory, Meter, time, log);
        var store = PositionStore(Shared);
        _positionStore = store as IDisposable;
        Positions = new FeedPositions(store, Index, Seal, time);
        Meter.Watch("vamos.cache.entries", () => Memory.Entries, "{answer}", "Answers kept in this process");
        Meter.Watch("vamos.cache.bytes", () => Memory.Bytes, "By", "Memory that they take, estimated");
        Meter.Watch("vamos.cache.loading", () => Volatile.Read(ref _loads), "{load}", "Answers that are being asked for");
        Meter.Watch("vamos.cache.deaf", () => Hearing.HearsLine ? 0 : 1, "{line}", "1 while invalidations of other hubs cannot be heard");
        Meter.Watch("vamos.cache.lost_feeds", () => Hearing.LostFeeds, "{feed}", "Sources whose changes cannot be heard");
        _keeper = Task.Run(KeepAsync);
    }

    /// <summary>Places in the change feeds.</summary>
    public FeedPositions Positions { get; }

    /// <summary>How it stands, for the health page.</summary>
    public CacheState State =>
        new(Shared is not null, Shared?.IsUsable ?? false, Hearing.HearsLine, Hearing.LostFeeds, Shared?.Pending ?? 0, Memory.Entries, Memory.Bytes);

    internal CacheSettings Settings { get; }

    internal TimeProvider Time { get; }

    internal CacheIndex Index { get; }

    internal EntrySeal Seal { get; }

    internal CacheMeter Meter { get; }

    internal Hearing Hearing { get; }

    internal MemoryLevel Memory { get; }

    internal SharedLevel? Shared { get; }

    internal long Now => Time.GetUtcNow().UtcTicks;

    /// <summary>Opens the cache. Redis is connected beside the work: when it is down nothing waits for it, and it is used as soon as it answers.</summary>
    /// <exception cref="FormatException">A key file cannot be used; the message says why.</exception>
    public static PersonCache Open(CacheSettings settings, IMeterFactory meters, TimeProvider time, ILogger<PersonCache> log) =>
        new(settings, meters, time, log);

    /// <summary>Makes a shelf. Two of the same name would take each other's answers in Redis for their own.</summary>
    /// <param name="name">Its name; change it when the message changes its meaning.</param>
    /// <param name="policy">How long its answers count.</param>
    /// <param name="parser">Reads the message.</param>
    public CacheShelf<T> Shelf<T>(string name, CachePolicy policy, MessageParser<T> parser) where T : class, IMessage<T> => new(this, name, policy, parser);

    /// <summary>Names the sources that answers depend on.</summary>
    public SourceSet SourcesOf(params IReadOnlyCollection<string> names)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(names.Count, EntrySeal.MostSources);
        return new SourceSet([.. names.Select(Index.Source).Distinct()]);
    }

    /// <summary>
    /// Removes what is kept about a person and depends on one of the sources: here, in Redis, and in every other hub. What is being loaded for the person
    /// is given to those who asked before, and not kept. When it returns nobody who asks this hub gets an answer from before.
    /// </summary>
    /// <param name="person">The person.</param>
    /// <param name="sources">The sources that changed; null for everything about the person.</param>
    /// <returns>
    /// True when Redis has it, and thereby every hub that is not deaf. False when it has not: it is sent again until it has, by this process, so a change
    /// feed's place should not be written before.
    /// </returns>
    public async ValueTask<bool> InvalidateAsync(NationalId person, SourceSet? sources = null)
    {
        var hash = Index.Person(PersonId.Of(person));
        var tags = sources?.Tags ?? [];
        Meter.Invalidated();
        Memory.Invalidate(hash, tags);
        if (Shared is null)
            return true;
        var everywhere = await Shared.InvalidateAsync(hash, tags);
        // who asked meanwhile may have brought back from Redis what was still there
        Memory.Invalidate(hash, tags);
        return everywhere;
    }

    /// <summary>
    /// Makes void all that was loaded of a source until now, here, in Redis and in every other hub: when its change feed begins anew and what happened in
    /// between is not known.
    /// </summary>
    /// <param name="source">The source; null for all of them.</param>
    public async ValueTask<bool> ForgetAsync(string? source)
    {
        var tag = source is null ? AllSources : Index.Source(source);
        var now = Now;
        Hearing.SetBarriers([new(tag, now)], now);
        CacheLog.SourceForgotten(_log, source ?? "all sources");
        return Shared is null || await Shared.SetBarrierAsync(tag, now);
    }

    /// <summary>From now on changes of the source are not heard: what is kept of it counts for <c>Hub:Cache:UnheardFor</c> only.</summary>
    public void FeedLost(string source)
    {
        Hearing.FeedLost(Index.Source(source));
        CacheLog.FeedLost(_log, source, Settings.UnheardFor.TotalSeconds);
    }

    /// <summary>
    /// The feed of the source is complete again: all that it told in between was acted on. If it could not go on where it broke off,
    /// <see cref="ForgetAsync"/> comes first.
    /// </summary>
    public void FeedRestored(string source)
    {
        Hearing.FeedRestored(Index.Source(source));
        CacheLog.FeedRestored(_log, source);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _keeper;
        if (Shared is not null)
            await Shared.DisposeAsync();
        _positionStore?.Dispose();
        Meter.Dispose();
        _ends.Dispose();
    }

    internal bool TryBeginLoads(int count)
    {
        if (Interlocked.Add(ref _loads, count) <= Settings.MostLoads)
            return true;
        Interlocked.Add(ref _loads, -count);
        Meter.Refused();
        return false;
    }

    internal void EndLoads(int count) => Interlocked.Add(ref _loads, -count);

    internal bool TryBeginRefresh()
    {
        if (Interlocked.Increment(ref _refreshes) <= MostRefreshes)
            return true;
        EndRefresh();
        return false;
    }

    internal void EndRefresh() => Interlocked.Decrement(ref _refreshes);

    private static IDistributedCache PositionStore(SharedLevel? shared) => shared is null
        ? new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()))
        : new RedisCache(new RedisCacheOptions { ConnectionMultiplexerFactory = () => shared.Link.Connected, InstanceName = Names.Positions });

    private async Task KeepAsync()
    {
        using var rounds = new PeriodicTimer(Round, Time);
        try
        {
            do
            {
                try
                {
                    if (Shared is not null)
                        await Shared.KeepAsync();
                    var now = Now;
                    Hearing.SetBarriers([], now);
                    Memory.Sweep(1 + (Memory.People / RoundsOfSweep), Hearing, now);
                }
                catch (Exception e)
                {
                    CacheLog.KeepingFailed(_log, e);
                }
            }
            while (await rounds.WaitForNextTickAsync(_ends.Token));
        }
        catch (OperationCanceledException)
        {
            // disposed
        }
    }
}

/// <summary>How the cache stands.</summary>
/// <param name="HasRedis">Whether there is a second level.</param>
/// <param name="UsesRedis">Whether it is asked.</param>
/// <param name="HearsOtherHubs">Whether invalidations of other hubs are heard.</param>
/// <param name="LostFeeds">Sources whose changes are not heard.</param>
/// <param name="PendingInvalidations">Invalidations that have not reached Redis.</param>
/// <param name="Entries">Answers in this process.</param>
/// <param name="Bytes">Memory that they take, estimated.</param>
public sealed record CacheState(
    bool HasRedis, bool UsesRedis, bool HearsOtherHubs, int LostFeeds, int PendingInvalidations, long Entries, long Bytes);
