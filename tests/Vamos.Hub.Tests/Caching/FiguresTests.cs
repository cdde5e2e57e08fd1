namespace Vamos.Hub.Tests.Caching;

using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using StackExchange.Redis;
using Vamos.Common.V1;
using Vamos.Hub.Caching;
using Xunit.Abstractions;

/// <summary>What a hit costs, printed; bounds are wide, since the machine is shared.</summary>
public sealed class FiguresTests(SharedRedis redis, ITestOutputHelper output) : IClassFixture<SharedRedis>
{
    [Fact]
    public async Task Hit_in_this_process_allocates_nothing()
    {
        const int Hits = 1_000_000;
        await using var lab = CacheLab.Open();
        var people = Enumerable.Range(1, 1_024).Select(CacheLab.Person).ToArray();
        foreach (var person in people)
            await lab.GetAsync("a", person: person);
        var rounds = new List<double>();
        var allocated = 0L;
        for (var round = 0; round < 7; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            HitAll(lab, people, Hits);
            rounds.Add(watch.Elapsed.TotalNanoseconds / Hits);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        output.WriteLine($"hit in process: {string.Join(", ", rounds.Select(r => $"{r:f0}"))} ns; {(double)allocated / Hits:f3} bytes each");
        Assert.True(allocated < Hits, "a hit allocates");
        Assert.True(rounds.Min() < 5_000);
    }

    [Fact]
    public async Task Hit_in_redis_against_a_bare_get()
    {
        const int People = 20_000;
        const int AtOnce = 64;
        var value = new string('x', 1_500);
        await using var first = await CacheLab.ConnectAsync(redis.Server.ConnectionString, change: Plenty);
        using var client = await ConnectionMultiplexer.ConnectAsync(redis.Server.ConnectionString);
        var database = client.GetDatabase();
        var people = Enumerable.Range(1, People).Select(CacheLab.Person).ToArray();
        foreach (var some in people.Chunk(500))
        {
            await Task.WhenAll(some.Select(p => first.GetAsync(value, person: p)));
            await first.WrittenAsync();
        }

        await Task.WhenAll(people.Select(p => database.StringSetAsync($"bare:{p.Number}", value)));
        for (var round = 0; round < 4; round++)
        {
            var bare = await RateAsync(async p => (await database.StringGetAsync($"bare:{p.Number}")).HasValue);
            await using var second = await CacheLab.ConnectAsync(redis.Server.ConnectionString, sameKeysAs: first, change: Plenty);
            var hits = await RateAsync(async p =>
                (await second.Shelf.GetAsync(p, "mds", default, second, static (l, _) => Missed(l), default)).Level == CacheLevel.Redis);
            await using var third = await CacheLab.ConnectAsync(redis.Server.ConnectionString, sameKeysAs: first, change: Plenty);
            var watch = Stopwatch.StartNew();
            foreach (var some in people.Chunk(1_000))
            {
                var many = await third.Shelf.GetManyAsync(
                    some, "mds", default, third, static (l, m, _) => throw new InvalidOperationException("missed"), default);
                Assert.All(many, a => Assert.Equal(CacheLevel.Redis, a.Level));
            }

            var sets = People / watch.Elapsed.TotalSeconds;
            output.WriteLine($"bare GET {bare:f0}/s, hit in Redis {hits:f0}/s ({hits / bare:p0}), in sets of 1000 {sets:f0}/s ({sets / bare:p0})");
            Assert.True(hits > bare / 50);
        }

        async Task<double> RateAsync(Func<NationalId, Task<bool>> ask)
        {
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(worker => Task.Run(async () =>
            {
                for (var i = worker; i < People; i += AtOnce)
                    Assert.True(await ask(people[i]));
            })));
            return People / watch.Elapsed.TotalSeconds;
        }

        static Task<Loaded<StringValue>> Missed(CacheLab lab) => Task.FromResult(Loaded.Nothing<StringValue>(lab.Mds));
    }

    private static void HitAll(CacheLab lab, NationalId[] people, int hits)
    {
        for (var i = 0; i < hits; i++)
        {
            var answer = lab.Shelf.GetAsync(people[i & 1_023], "mds", default, lab, static (_, _) => throw new InvalidOperationException(), default);
            if (!answer.IsCompletedSuccessfully || !answer.Result.IsFromCache)
                throw new InvalidOperationException("no hit");
        }
    }

    private static Hub.Configuration.CacheSettings Plenty(Hub.Configuration.CacheSettings settings) =>
        settings with { RedisTimeout = TimeSpan.FromSeconds(5), MostBytes = 1024L * 1024 * 1024 };
}
