namespace Vamos.Hub.Tests.Caching;

using System.Diagnostics;
using StackExchange.Redis;
using Vamos.Hub.Caching;
using Vamos.Hub.Caching.Memory;
using Vamos.Hub.Caching.Shared;
using Vamos.Testing;

/// <summary>Whatever Redis does, every call is answered, soon, and the cache finds back to it.</summary>
public sealed class RedisTroubleTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    private RedisServer _redis = null!;
    private int _person;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Redis_that_is_down_at_the_start_is_used_when_it_comes()
    {
        await _redis.KillAsync();
        var watch = Stopwatch.StartNew();
        await using var lab = Open();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
        await AllAnsweredAsync(lab, 50);
        await _redis.StartAgainAsync();

        await UsedAgainAsync(lab);
    }

    [Fact]
    public async Task Redis_that_is_killed_and_restarted_fails_no_call()
    {
        await using var lab = Open();
        await UsedAgainAsync(lab);
        for (var i = 0; i < 3; i++)
        {
            var calls = AllAnsweredAsync(lab, 300);
            await _redis.KillAsync();
            await calls;
            await AllAnsweredAsync(lab, 50);
            await _redis.StartAgainAsync();
            await UsedAgainAsync(lab);
        }
    }

    [Fact]
    public async Task Redis_that_hangs_costs_a_few_calls_the_time_limit_and_then_none()
    {
        await using var lab = Open();
        await UsedAgainAsync(lab);
        _redis.Freeze();
        await AllAnsweredAsync(lab, 20);
        await lab.UntilAsync(s => !s.UsesRedis);

        var watch = Stopwatch.StartNew();
        await AllAnsweredAsync(lab, 100);
        Assert.True(watch.Elapsed < 20 * Limit, $"100 calls took {watch.Elapsed} while Redis hung: it was waited for");
        Assert.InRange(lab.Measure("vamos.cache.redis.errors", "timeout"), 5, 40);
        Assert.Equal(1, lab.Measure("vamos.cache.redis.left_alone"));
        await lab.UntilAsync(s => !s.HearsOtherHubs);
        _redis.Thaw();
        await UsedAgainAsync(lab);
        Assert.Equal(0, lab.Measure("vamos.cache.redis.left_alone"));
    }

    [Fact]
    public async Task Redis_that_sleeps_for_a_second_now_and_then_fails_no_call()
    {
        await using var lab = Open();
        await UsedAgainAsync(lab);
        using var client = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
        for (var i = 0; i < 3; i++)
        {
            // a script holds up all others, as a slow command or a fork does
            var sleeps = client.GetDatabase().ScriptEvaluateAsync(
                "local t = redis.call('TIME'); local e = t[1] * 1000000 + t[2] + 700000; repeat t = redis.call('TIME') until t[1] * 1000000 + t[2] > e");
            await AllAnsweredAsync(lab, 200);
            await sleeps;
        }

        Assert.True(lab.Measure("vamos.cache.redis.errors", "timeout") > 0);
        await UsedAgainAsync(lab);
    }

    [Fact]
    public async Task Redis_that_is_full_is_still_read_and_invalidations_still_reach_it()
    {
        await using var lab = Open();
        await using var other = Open(sameKeysAs: lab);
        await UsedAgainAsync(lab);
        await UsedAgainAsync(other);
        await lab.GetAsync("before", person: CacheLab.Person(1));
        await lab.GetAsync("before", person: CacheLab.Person(2));
        await lab.WrittenAsync();
        await _redis.CommandAsync("CONFIG SET maxmemory 1");
        Assert.Contains("OOM", await _redis.CommandAsync("SET a b"), StringComparison.Ordinal);
        await AllAnsweredAsync(lab, 50);
        await lab.WrittenAsync();

        Assert.True(lab.Measure("vamos.cache.redis.errors", "error") >= 50);
        Assert.True(lab.Cache.State.UsesRedis);
        Assert.Equal("before", (await other.GetAsync("after", person: CacheLab.Person(1))).Value!.Value);
        Assert.True(await lab.Cache.InvalidateAsync(CacheLab.Person(1)));
        Assert.True(await lab.Cache.InvalidateAsync(CacheLab.Person(2)));
        await CacheLab.Until(() => !other.Shelf.TryGet(CacheLab.Person(1), "mds", default, out _));
        Assert.Equal("after", (await other.GetAsync("after", person: CacheLab.Person(2))).Value!.Value);

        await _redis.CommandAsync("CONFIG SET maxmemory 0");
        await UsedAgainAsync(lab);
    }

    [Fact]
    public async Task Garbage_and_other_types_under_our_keys_are_misses_and_mended()
    {
        await using var lab = Open();
        await using var other = Open(sameKeysAs: lab);
        await UsedAgainAsync(lab);
        await UsedAgainAsync(other);
        using var client = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
        var database = client.GetDatabase();
        for (var i = 1; i <= 60; i++)
        {
            var (person, key) = (CacheLab.Person(i), Names.Person(lab.Cache.Index.Person(PersonId.Of(CacheLab.Person(i)))));
            await lab.GetAsync("a", person: person);
            await lab.WrittenAsync();
            switch (i % 6)
            {
                case 0:
                    foreach (var field in await database.HashGetAllAsync(key))
                        await database.HashSetAsync(key, field.Name, i % 12 == 0 ? "" : Convert.ToBase64String(new byte[i]));
                    break;
                case 1: await database.StringSetAsync(key, "a string"); break;
                case 2:
                    await database.KeyDeleteAsync(key);
                    await database.ListLeftPushAsync(key, "a list");
                    break;
                case 3: await database.HashSetAsync(key, "another", new byte[] { 1, 1, 255 }); break;
                case 4: await database.HashSetAsync(key, "e", new string('x', 100_000)); break;
                default: await database.KeyDeleteAsync(key); break;
            }

            Assert.Contains((await other.GetAsync("b", person: person)).Value!.Value, new[] { "a", "b" });
            await other.WrittenAsync();
            Assert.True(await lab.Cache.InvalidateAsync(person, lab.Mds));
            await CacheLab.Until(() => !other.Shelf.TryGet(person, "mds", default, out _));
            Assert.Equal("c", (await other.GetAsync("c", person: person)).Value!.Value);
            await other.WrittenAsync();
            // the other hub may have heard of it only now, and then what it loaded meanwhile is not kept
            Assert.Contains((await lab.GetAsync("d", person: person)).Value!.Value, new[] { "c", "d" });
        }

        Assert.True(other.Measure("vamos.cache.redis.errors", "unreadable value") > 0);
    }

    [Fact]
    public async Task Redis_that_refuses_the_hub_is_used_when_it_lets_it_in()
    {
        await _redis.CommandAsync("CONFIG SET requirepass right");
        await using var lab = Open(connection: $"{_redis.ConnectionString},password=wrong");
        await AllAnsweredAsync(lab, 50);
        Assert.False(lab.Cache.State.UsesRedis);
        using (var client = await ConnectionMultiplexer.ConnectAsync($"{_redis.ConnectionString},password=right,allowAdmin=true"))
            await client.GetServer(_redis.EndPoint).ConfigSetAsync("requirepass", "wrong");

        await UsedAgainAsync(lab);
    }

    [Fact]
    public async Task Address_that_is_nobody_costs_nothing()
    {
        await using var lab = Open(connection: "redis.invalid:6379");
        await AllAnsweredAsync(lab, 50);
        Assert.Null(await lab.Cache.Positions.ReadAsync("mds", CancellationToken.None));
        Assert.False(await lab.Cache.Positions.WriteAsync("mds", [1], CancellationToken.None));
        Assert.False(await lab.Cache.InvalidateAsync(CacheLab.Person()));
    }

    private CacheLab Open(CacheLab? sameKeysAs = null, string? connection = null) =>
        CacheLab.Open(connection ?? _redis.ConnectionString, sameKeysAs: sameKeysAs, change: s => s with { RedisTimeout = Limit });

    // Each call is for somebody new, so that Redis would be asked, and has a bound of its own.
    private async Task AllAnsweredAsync(CacheLab lab, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var person = CacheLab.Person(1_000_000 + Interlocked.Increment(ref _person));
            var watch = Stopwatch.StartNew();
            Assert.Equal("a", (await lab.GetAsync("a", person: person)).Value!.Value);
            // twenty times the limit: the machine is shared, and a call that waited for the client's own limit would take a second
            Assert.True(watch.Elapsed < 19 * Limit, $"a call took {watch.Elapsed}");
        }
    }

    // until another hub's answer could be read
    private async Task UsedAgainAsync(CacheLab lab)
    {
        await lab.UntilAsync(s => s is { UsesRedis: true, HearsOtherHubs: true, PendingInvalidations: 0 });
        using var client = await ConnectionMultiplexer.ConnectAsync(lab.Settings.Redis!);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "Redis was not used again");
            var person = CacheLab.Person(2_000_000 + Interlocked.Increment(ref _person));
            await lab.GetAsync("a", person: person);
            await lab.WrittenAsync();
            if (await client.GetDatabase().KeyExistsAsync(Names.Person(lab.Cache.Index.Person(PersonId.Of(person)))))
                return;
            await Task.Delay(20);
        }
    }
}
