namespace Vamos.Hub.Tests.Caching;

using System.Diagnostics;
using StackExchange.Redis;
using Vamos.Testing;
using Xunit.Abstractions;

public sealed class SeveralHubsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Invalidation_in_one_hub_reaches_the_other_within_a_second()
    {
        var (one, two) = await TwoAsync();
        await using var first = one;
        await using var second = two;
        var delays = new List<double>();
        for (var i = 1; i <= 200; i++)
        {
            await second.GetAsync("old", person: CacheLab.Person(i));
            await second.WrittenAsync();
            var watch = Stopwatch.StartNew();
            Assert.True(await first.Cache.InvalidateAsync(CacheLab.Person(i), first.Mds));
            while (second.Shelf.TryGet(CacheLab.Person(i), "mds", default, out _))
            {
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            delays.Add(watch.Elapsed.TotalMilliseconds);
            Assert.Equal("new", (await second.GetAsync("new", person: CacheLab.Person(i))).Value!.Value);
        }

        delays.Sort();
        output.WriteLine("from the call to InvalidateAsync until another hub has forgotten: "
            + $"median {delays[100]:f2} ms, p95 {delays[190]:f2} ms, most {delays[^1]:f2} ms");
    }

    [Fact]
    public async Task Forgotten_source_is_forgotten_by_every_hub_and_by_redis()
    {
        var (one, two) = await TwoAsync();
        await using var first = one;
        await using var second = two;
        await second.GetAsync("old");
        await second.WrittenAsync();
        Assert.True(await first.Cache.ForgetAsync("mds"));
        await CacheLab.Until(() => !second.Shelf.TryGet(CacheLab.Person(), "mds", default, out _));
        await using var third = await CacheLab.ConnectAsync(_redis.ConnectionString, sameKeysAs: first);

        Assert.Equal("new", (await third.GetAsync("new")).Value!.Value);
    }

    [Fact]
    public async Task Hub_that_cannot_hear_keeps_answers_briefly_and_forgets_what_it_kept_when_it_hears_again()
    {
        var (one, two) = await TwoAsync(s => s with { UnheardFor = TimeSpan.FromMilliseconds(300) });
        await using var first = one;
        await using var second = two;
        await second.GetAsync("old");
        await second.WrittenAsync();
        await _redis.KillAsync();
        await second.UntilAsync(s => !s.HearsOtherHubs);
        Assert.False(await first.Cache.InvalidateAsync(CacheLab.Person(), first.Mds));
        await CacheLab.Until(() => !second.Shelf.TryGet(CacheLab.Person(), "mds", default, out _));
        await second.GetAsync("while deaf", person: CacheLab.Person(2));
        await CacheLab.Until(() => !second.Shelf.TryGet(CacheLab.Person(2), "mds", default, out _));

        await second.GetAsync("just before", person: CacheLab.Person(3));
        await _redis.StartAgainAsync();
        await second.UntilAsync(s => s is { UsesRedis: true, HearsOtherHubs: true });
        await first.UntilAsync(s => s is { UsesRedis: true, HearsOtherHubs: true, PendingInvalidations: 0 });

        Assert.False(second.Shelf.TryGet(CacheLab.Person(3), "mds", default, out _));
        Assert.Equal("new", (await second.GetAsync("new")).Value!.Value);
        await Task.Delay(400);
        Assert.True(second.Shelf.TryGet(CacheLab.Person(), "mds", default, out _));
    }

    [Fact]
    public async Task Lost_subscription_alone_is_noticed_and_mended()
    {
        var (one, two) = await TwoAsync();
        await using var first = one;
        await using var second = two;
        await second.GetAsync("old");
        await _redis.CommandAsync("CLIENT KILL TYPE pubsub");
        await first.Cache.InvalidateAsync(CacheLab.Person(), first.Mds);
        await CacheLab.Until(() => !second.Shelf.TryGet(CacheLab.Person(), "mds", default, out _));
        await second.UntilAsync(s => s.HearsOtherHubs);
        await second.GetAsync("new");
        await first.Cache.InvalidateAsync(CacheLab.Person(), first.Mds);

        await CacheLab.Until(() => !second.Shelf.TryGet(CacheLab.Person(), "mds", default, out _));
    }

    [Fact]
    public async Task Invalidation_that_redis_did_not_take_is_sent_when_it_is_back_and_redis_is_not_read_before()
    {
        var (one, two) = await TwoAsync(s => s with { RedisTimeout = TimeSpan.FromMilliseconds(100) });
        await using var first = one;
        await using var second = two;
        await first.GetAsync("old");
        await first.WrittenAsync();
        _redis.Freeze();
        Assert.False(await first.Cache.InvalidateAsync(CacheLab.Person(), first.Mds));
        Assert.Equal("new", (await first.GetAsync("new")).Value!.Value);
        _redis.Thaw();
        await first.UntilAsync(s => s.PendingInvalidations == 0);

        Assert.Equal("newer", (await second.GetAsync("newer")).Value!.Value);
    }

    [Fact]
    public async Task Redis_that_comes_back_with_what_it_had_before_an_invalidation_is_not_believed()
    {
        var (one, two) = await TwoAsync();
        await using var first = one;
        await using var second = two;
        await first.GetAsync("old");
        await first.WrittenAsync();
        Assert.StartsWith("+OK", await _redis.CommandAsync("SAVE"), StringComparison.Ordinal);
        Assert.True(await first.Cache.InvalidateAsync(CacheLab.Person()));
        await _redis.KillAsync();
        await _redis.StartAgainAsync();
        Assert.StartsWith("*", await _redis.CommandAsync("KEYS vamos:cache:1:{*"), StringComparison.Ordinal);
        Assert.NotEqual("*0", (await _redis.CommandAsync("KEYS vamos:cache:1:{*")).Trim());
        await second.UntilAsync(s => s is { UsesRedis: true, HearsOtherHubs: true });

        Assert.Equal("new", (await second.GetAsync("new")).Value!.Value);
        await second.WrittenAsync();
        await using var third = await CacheLab.ConnectAsync(_redis.ConnectionString, sameKeysAs: first);
        Assert.Equal("new", (await third.GetAsync("unused")).Value!.Value);
    }

    [Fact]
    public async Task Hub_with_other_keys_has_another_cache()
    {
        await using var one = await CacheLab.ConnectAsync(_redis.ConnectionString);
        await one.GetAsync("a");
        await one.WrittenAsync();
        await using var stranger = await CacheLab.ConnectAsync(_redis.ConnectionString);

        Assert.Equal("b", (await stranger.GetAsync("b")).Value!.Value);
        await stranger.Cache.InvalidateAsync(CacheLab.Person());
        Assert.Equal("a", (await one.GetAsync("c")).Value!.Value);
    }

    [Fact]
    public async Task Garbage_on_the_line_is_left_aside()
    {
        var (one, two) = await TwoAsync();
        await using var first = one;
        await using var second = two;
        await second.GetAsync("old");
        using var client = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var garbage = new byte[random.Next(100)];
            random.NextBytes(garbage);
            if (garbage.Length > 2)
                (garbage[0], garbage[1]) = (1, (byte)random.Next(4));
            await client.GetSubscriber().PublishAsync(RedisChannel.Literal("vamos:cache:1:line"), garbage);
        }

        Assert.True(second.Shelf.TryGet(CacheLab.Person(), "mds", default, out _));
        await first.Cache.InvalidateAsync(CacheLab.Person());
        await CacheLab.Until(() => !second.Shelf.TryGet(CacheLab.Person(), "mds", default, out _));
    }

    private async Task<(CacheLab One, CacheLab Two)> TwoAsync(Func<Hub.Configuration.CacheSettings, Hub.Configuration.CacheSettings>? change = null)
    {
        var one = await CacheLab.ConnectAsync(_redis.ConnectionString, change: change);
        return (one, await CacheLab.ConnectAsync(_redis.ConnectionString, sameKeysAs: one, change: change is null ? null : s => change(s)));
    }
}
