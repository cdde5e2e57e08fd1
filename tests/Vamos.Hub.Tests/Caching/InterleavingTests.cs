namespace Vamos.Hub.Tests.Caching;

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vamos.Hub.Caching;
using Vamos.Hub.Configuration;
using Vamos.Testing;

/// <summary>
/// A source whose truth about each person is a number that rises. Whoever changes it invalidates, and notes the number when that is acknowledged. Whoever
/// asks after that must never be told a smaller one, however loads, reads from Redis, evictions and other changes fall together.
/// </summary>
public sealed class InterleavingTests
{
    private const int People = 6;

    public static TheoryData<int, bool> Ways => new() { { 1, false }, { 2, false }, { 3, true }, { 4, true } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_answer_is_older_than_an_invalidation_that_was_acknowledged(int seed, bool shared)
    {
        await using var redis = shared ? await RedisServer.StartAsync() : null;
        await using var one = CacheLab.Open(redis?.ConnectionString, change: Tiny);
        if (shared)
            await one.UntilAsync(s => s is { UsesRedis: true, HearsOtherHubs: true });
        await using var two = shared ? await CacheLab.ConnectAsync(redis!.ConnectionString, sameKeysAs: one, change: Tiny) : null;
        CacheLab[] labs = two is null ? [one] : [one, two];
        var truth = new long[People];
        var acknowledged = labs.Select(_ => new long[People]).ToArray();
        var asked = 0;

        await Task.WhenAll(Enumerable.Range(0, 12).Select(worker => Task.Run(async () =>
        {
            var random = new Random((seed * 100) + worker);
            for (var i = 0; i < 1_500; i++)
            {
                var (hub, person) = (random.Next(labs.Length), random.Next(People));
                var (lab, id) = (labs[hub], CacheLab.Person(person + 1));
                if (random.Next(10) == 0)
                {
                    var now = Interlocked.Increment(ref truth[person]);
                    await lab.Cache.InvalidateAsync(id, random.Next(2) == 0 ? lab.Mds : null);
                    Raise(ref acknowledged[hub][person], now);
                    continue;
                }

                var least = Volatile.Read(ref acknowledged[hub][person]);
                var demand = random.Next(4) switch
                {
                    0 => new CacheDemand(TimeSpan.Zero),
                    1 => new CacheDemand(TimeSpan.FromMilliseconds(random.Next(5)), AllowStale: true),
                    2 => new CacheDemand(AllowStale: true),
                    _ => default,
                };
                var slow = random.Next(3);
                var answer = random.Next(5) == 0
                    ? (await lab.Shelf.GetManyAsync(
                        [id, CacheLab.Person(random.Next(People) + 1)], "mds", demand, 0,
                        async (_, missing, _) => [.. await Task.WhenAll(missing.Select(p => LoadAsync(int.Parse(p.Number, CultureInfo.InvariantCulture) - 1)))],
                        CancellationToken.None))[0]
                    : await lab.GetAsync(_ => LoadAsync(person), demand, id);
                Interlocked.Increment(ref asked);
                Assert.True(
                    answer.IsFailure || long.Parse(answer.Value!.Value, CultureInfo.InvariantCulture) >= least,
                    $"person {person} of hub {hub}: {answer.Value?.Value} ({answer.Level}) after {least} had been acknowledged");

                async Task<Loaded<StringValue>> LoadAsync(int whom)
                {
                    var value = Interlocked.Read(ref truth[whom]);
                    if (slow == 1)
                        await Task.Yield();
                    else if (slow == 2)
                        await Task.Delay(1);
                    return value % 13 == 12
                        ? Loaded.Failed<StringValue>("down")
                        : Loaded.Found(new StringValue { Value = value.ToString(CultureInfo.InvariantCulture) }, lab.Mds);
                }
            }
        }))).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(asked > 10_000);
        Assert.All(labs, lab => Assert.True(lab.Measure("vamos.cache.answers", "memory") > 100));
        Assert.All(labs, lab => Assert.True(!shared || lab.Measure("vamos.cache.answers", "redis") > 100));
        foreach (var lab in labs)
            Assert.Equal(0, lab.Measure("vamos.cache.loading"));
    }

    // so little memory that people are forgotten all the time, and found again in Redis
    private static CacheSettings Tiny(CacheSettings settings) => settings with { MostEntries = 3 };

    private static void Raise(ref long number, long to)
    {
        for (var seen = Volatile.Read(ref number); seen < to;)
        {
            var was = Interlocked.CompareExchange(ref number, to, seen);
            if (was == seen)
                return;
            seen = was;
        }
    }
}
