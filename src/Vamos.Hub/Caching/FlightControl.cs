namespace Vamos.Hub.Caching;

using System.Runtime.ExceptionServices;
using Google.Protobuf;
using Vamos.Common.V1;
using Vamos.Hub.Caching.Freshness;
using Vamos.Hub.Caching.Memory;
using Vamos.Hub.Caching.Sealing;
using Vamos.Hub.Caching.Shared;

/// <summary>Brings a shelf's answers from Redis or from the source, one flight for each answer, whoever waits for it.</summary>
internal sealed class FlightControl<T>(PersonCache cache, CacheShelf<T> shelf, CachePolicy policy, MessageParser<T> parser) where T : class, IMessage<T>
{
    private static readonly long RetryRefresh = TimeSpan.FromSeconds(1).Ticks;

    /// <summary>Joins a flight, or begins one that the caller has to start: then it says what has to end before.</summary>
    public Flight<T> Claim(in PersonId id, string scope, long notBefore, out Task? begins)
    {
        var entry = cache.Index.Entry(shelf.Name, scope);
        while (true)
        {
            var person = cache.Memory.GetOrAdd(id);
            if (person.Claim<T>(shelf, scope, entry, notBefore, cache.Hearing.Era, out begins) is not { } flight)
                continue;
            // only now: with a flight it is not itself what is forgotten
            cache.Memory.MakeRoom();
            return flight;
        }
    }

    /// <summary>Starts flights. Those that have to wait for another one fly together behind it, the others at once.</summary>
    public void Start(
        List<(Flight<T> Flight, Task Begins)> claims, Func<IReadOnlyList<NationalId>, CancellationToken, Task<IReadOnlyList<Loaded<T>>>> load)
    {
        if (claims.Count == 0)
            return;
        if (!cache.TryBeginLoads(claims.Count))
        {
            var busy = ExceptionDispatchInfo.Capture(new CacheBusyException());
            foreach (var (flight, _) in claims)
                End(flight, new Landed<T>(null, default, null, busy));
            return;
        }

        if (claims is [var only] && ReferenceEquals(only.Begins, Task.CompletedTask))
        {
            _ = FlyAsync([only.Flight], load);
            return;
        }

        // by which task it is, not by whether that is complete, which may change from one look to the next
        var waiting = claims.ToLookup(c => !ReferenceEquals(c.Begins, Task.CompletedTask));
        if (waiting[false].Any())
            _ = FlyAsync([.. waiting[false].Select(c => c.Flight)], load);
        if (waiting[true].Any())
            _ = FlyBehindAsync([.. waiting[true].Select(c => c.Flight)], Task.WhenAll(waiting[true].Select(c => c.Begins)), load);
    }

    /// <summary>Loads an answer anew while it still counts, unless enough of that is going on.</summary>
    public void RefreshAhead(
        in PersonId id, string scope, CacheEntry entry, long now, Func<IReadOnlyList<NationalId>, CancellationToken, Task<IReadOnlyList<Loaded<T>>>> load)
    {
        if (!entry.TakeRefresh(now, now + RetryRefresh) || !cache.TryBeginRefresh())
            return;
        // another hub may have been here first: what Redis has will do if it is younger
        var flight = Claim(id, scope, entry.Life.LoadedAt + 1, out var begins);
        if (begins is not null)
        {
            cache.Meter.Refreshed();
            // beside the call that had a hit
            _ = Task.Run(() => Start([(flight, begins)], load));
        }

        _ = flight.Landed.ContinueWith(
            static (_, c) => ((PersonCache)c!).EndRefresh(),
            cache,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task FlyBehindAsync(
        Flight<T>[] flights, Task begins, Func<IReadOnlyList<NationalId>, CancellationToken, Task<IReadOnlyList<Loaded<T>>>> load)
    {
        await begins;
        foreach (var flight in flights)
            flight.Person.Begin(flight, cache.Hearing.Era);
        await FlyAsync(flights, load);
    }

    private async Task FlyAsync(Flight<T>[] flights, Func<IReadOnlyList<NationalId>, CancellationToken, Task<IReadOnlyList<Loaded<T>>>> load)
    {
        try
        {
            var missing = await FromRedisAsync(flights);
            if (missing.Count != 0)
                await FromSourceAsync(missing, load);
        }
        catch (Exception e)
        {
            cache.Meter.LoadFailed();
            var thrown = ExceptionDispatchInfo.Capture(e);
            foreach (var flight in flights)
                End(flight, new Landed<T>(null, default, null, thrown));
        }
        finally
        {
            cache.EndLoads(flights.Length);
        }
    }

    private async ValueTask<IReadOnlyList<Flight<T>>> FromRedisAsync(Flight<T>[] flights)
    {
        var reads = cache.Shared is { IsUsable: true } shared
            ? await shared.ReadAsync(Array.ConvertAll(flights, f => (f.Person.Hash, f.Entry)))
            : new SharedRead[flights.Length];
        var missing = new List<Flight<T>>();
        for (var i = 0; i < flights.Length; i++)
        {
            var flight = flights[i];
            flight.Epoch = reads[i].Epoch;
            var now = cache.Now;
            var entry = Open(flight, reads[i].Sealed, now);
            var standing = entry is null ? Standing.Useless : cache.Hearing.Judge(entry, now, long.MaxValue);
            var accepted = flight.Person.Accepts(flight, standing == Standing.Fresh ? entry : null, now);
            // even one that will not do now may stand in when the source fails
            if (standing != Standing.Useless)
                cache.Memory.Keep(flight, flight.Person, entry!, cache.Hearing.Era);
            if (!accepted)
            {
                missing.Add(flight);
                continue;
            }

            cache.Meter.RedisHit();
            End(flight, new Landed<T>(entry, CacheLevel.Redis, null, null));
        }

        return missing;
    }

    private async Task FromSourceAsync(
        IReadOnlyList<Flight<T>> flights, Func<IReadOnlyList<NationalId>, CancellationToken, Task<IReadOnlyList<Loaded<T>>>> load)
    {
        using var bound = new CancellationTokenSource(cache.Settings.LoadLimit, cache.Time);
        var loading = load([.. flights.Select(f => f.Person.Id.ToNationalId())], bound.Token);
        IReadOnlyList<Loaded<T>> loaded;
        try
        {
            loaded = await loading.WaitAsync(cache.Settings.LoadLimit, cache.Time);
        }
        catch (Exception e) when ((e is TimeoutException or OperationCanceledException) && bound.IsCancellationRequested)
        {
            loading.Leave();
            throw new TimeoutException("The answer was not loaded in time.", e);
        }

        if (loaded.Count != flights.Count)
            throw new InvalidOperationException($"A load for {flights.Count} people gave {loaded.Count} answers.");
        for (var i = 0; i < loaded.Count; i++)
            Finish(flights[i], loaded[i]);
    }

    private void Finish(Flight<T> flight, Loaded<T> loaded)
    {
        if (loaded.Failure is { } failure)
        {
            cache.Meter.LoadFailed();
            End(flight, new Landed<T>(null, default, failure, null));
            return;
        }

        cache.Meter.Loaded();
        var since = Math.Min(flight.LoadedAt, loaded.KnownSince?.UtcTicks ?? long.MaxValue);
        var life = Lifetime.Of(policy, since, flight.Person.Hash ^ flight.Entry, loaded);
        var content = EntryContent.Write(loaded.Value, life);
        var entry = new CacheEntry<T>(
            shelf, flight.Scope, life, loaded.Sources?.Tags ?? [], flight.Era, since, loaded.Value, content.AsMemory(EntryContent.Head));
        if (content.Length > cache.Settings.MostEntryBytes)
            cache.Meter.TooLarge();
        else if (life.StaleUntil > cache.Now)
            Keep(flight, entry, content);
        End(flight, new Landed<T>(entry, CacheLevel.Source, null, null));
    }

    private void Keep(Flight<T> flight, CacheEntry<T> entry, byte[] content)
    {
        cache.Memory.Keep(flight, flight.Person, entry, cache.Hearing.Era);
        if (cache.Shared is not { IsUsable: true } shared || flight.Epoch is not { } epoch || flight.Person.WasInvalidatedSince(flight))
            return;
        // a Redis that was restarted meanwhile knows neither the epoch of then nor the one that replaced it
        if (!cache.Hearing.HearsLine || flight.Era != cache.Hearing.Era)
            return;
        var sealedEntry = cache.Seal.Seal(flight.Person.Hash, flight.Entry, entry.Sources, content);
        shared.Write(flight.Person.Hash, flight.Entry, sealedEntry, epoch, new TimeSpan(entry.Life.StaleUntil - cache.Now));
    }

    private CacheEntry<T>? Open(Flight<T> flight, byte[]? sealedEntry, long now)
    {
        if (sealedEntry is null)
            return null;
        if (cache.Seal.Open(flight.Person.Hash, flight.Entry, sealedEntry, out var sources) is { } content
            && EntryContent.TryRead(content, parser, out var value, out var life))
        {
            return new CacheEntry<T>(shelf, flight.Scope, life, sources, flight.Era, now, value, content.AsMemory(EntryContent.Head));
        }

        cache.Meter.Unreadable();
        return null;
    }

    // who asks from now on finds no flight; those who wait are told
    private static void End(Flight<T> flight, Landed<T> outcome)
    {
        flight.Person.End(flight);
        flight.Land(outcome);
    }
}
