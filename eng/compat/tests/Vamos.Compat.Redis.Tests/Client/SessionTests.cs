namespace Vamos.Compat.Redis.Tests.Client;

using StackExchange.Redis;

/// <summary>What goes beyond one command and its reply.</summary>
[Collection(nameof(SharedServer))]
public sealed class SessionTests(SharedServer shared)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Scripts_takeArgumentsAndTellTheirErrors()
    {
        var database = shared.Connection.GetDatabase();

        var reply = await database.ScriptEvaluateAsync("return {KEYS[1], ARGV[1], ARGV[1] + 1}", ["key"], [41]);
        var prepared = LuaScript.Prepare("redis.call('set', @key, @value) return redis.call('get', @key)");
        var set = await database.ScriptEvaluateAsync(prepared, new { key = (RedisKey)"scripted", value = "by name" });
        var failure = await Assert.ThrowsAsync<RedisServerException>(() => database.ScriptEvaluateAsync("return redis.call('nonsense')"));

        Assert.Equal("key 41 42", string.Join(" ", (string?[])reply!));
        Assert.Equal("by name", (string?)set);
        Assert.Contains("Unknown Redis command", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transactions_applyWhollyOrNotAtAll()
    {
        var database = shared.Connection.GetDatabase();
        await database.StringSetAsync("balance", 10);

        var granted = database.CreateTransaction();
        granted.AddCondition(Condition.StringEqual("balance", 10));
        var left = granted.StringDecrementAsync("balance", 4);
        var refused = database.CreateTransaction();
        refused.AddCondition(Condition.StringEqual("balance", 10));
        var never = refused.StringDecrementAsync("balance", 4);

        Assert.True(await granted.ExecuteAsync());
        Assert.Equal(6, await left);
        Assert.False(await refused.ExecuteAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never.WaitAsync(_patience));
        Assert.Equal(6, await database.StringGetAsync("balance"));
    }

    [Theory]
    [InlineData(Way.Plain)]
    [InlineData(Way.Resp3)]
    public async Task Messages_publishedToAChannel_reachEverySubscriberInOrder(Way way)
    {
        await using var connection = await Connections.ConnectAsync(shared.Server, way);
        var subscriber = connection.GetSubscriber();
        var channel = RedisChannel.Literal("news." + way);
        var queue = await subscriber.SubscribeAsync(channel);
        var handled = 0;

        // Two handlers on one channel: the client walks its delegate without allocating.
        await subscriber.SubscribeAsync(channel, (_, _) => Interlocked.Increment(ref handled));
        await subscriber.SubscribeAsync(channel, (_, _) => Interlocked.Increment(ref handled));
        var pattern = await subscriber.SubscribeAsync(RedisChannel.Pattern("news.*"));

        for (var i = 0; i < 1000; i++)
            await subscriber.PublishAsync(channel, i);

        using var limit = new CancellationTokenSource(_patience);
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(i, (await queue.ReadAsync(limit.Token)).Message);
            Assert.Equal(i, (await pattern.ReadAsync(limit.Token)).Message);
        }

        await Pipes.Link.UntilAsync(() => Volatile.Read(ref handled) == 2000, "both handlers saw all");
        await subscriber.UnsubscribeAllAsync();
    }

    [Fact]
    public async Task Closing_inGoodOrder_isNoFailure()
    {
        var connection = await Connections.ConnectAsync(shared.Server, Way.Plain);
        List<string> failures = [];
        connection.ConnectionFailed += (_, e) => { lock (failures) failures.Add(e.ToString()!); };
        var last = connection.GetDatabase().StringSetAsync("last", 1);

        await connection.CloseAsync().WaitAsync(_patience);

        Assert.True(await last);
        Assert.Empty(failures);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await connection.GetDatabase().PingAsync());
    }
}
