namespace Vamos.Compat.Redis.Tests.Client;

using System.Diagnostics;
using StackExchange.Redis;
using Vamos.Testing;

/// <summary>Each test has its own server, because it mistreats it.</summary>
public sealed class ReconnectTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_whoseServerWasKilled_worksAgainAfterItsRestart(bool tls)
    {
        await using var server = await RedisServer.StartAsync(tls);
        await using var connection = await Connections.ConnectAsync(server, tls: tls);
        var database = connection.GetDatabase();
        await database.PingAsync();

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<RedisException>(async () =>
        {
            while (true)
                await database.StringSetAsync("key", "value").WaitAsync(_patience);
        });
        await server.StartAgainAsync();

        await WorksAgainAsync(database);
        await database.StringSetAsync("key", "after");
        Assert.Equal("after", await database.StringGetAsync("key"));
    }

    [Fact]
    public async Task Subscription_whoseServerWasKilled_receivesAgainAfterItsRestart()
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = await Connections.ConnectAsync(server);
        var received = 0;
        await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal("news"), (_, _) => Interlocked.Increment(ref received));

        await server.KillAsync();
        await server.StartAgainAsync();

        var waited = Stopwatch.StartNew();
        while (Volatile.Read(ref received) == 0)
        {
            Assert.True(waited.Elapsed < _patience, "nothing is received any more");
            await server.CommandAsync("PUBLISH news 1");
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task Calls_inFlightWhenTheServerDies_failAtOnce()
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = await Connections.ConnectAsync(server, options => options.AsyncTimeout = 60_000);
        var database = connection.GetDatabase();
        await database.PingAsync();
        server.Freeze();
        var calls = Enumerable.Range(0, 500).Select(i => database.StringGetAsync("key" + i)).ToArray();

        await server.KillAsync();

        foreach (var call in calls)
            await Assert.ThrowsAnyAsync<Exception>(() => call.WaitAsync(TimeSpan.FromSeconds(15)));
        Assert.DoesNotContain(calls, call => !call.IsCompleted);
    }

    [Fact]
    public async Task LargeWrites_toAFrozenServer_endInTimeAndGoOnAfterwards()
    {
        // The send side is held back here: pipe, socket and the system's buffers are full, and writers wait in the flush.
        var timeout = TimeSpan.FromMilliseconds(500);
        await using var server = await RedisServer.StartAsync();
        await using var connection = await Connections.ConnectAsync(server, options =>
        {
            options.AsyncTimeout = options.SyncTimeout = (int)timeout.TotalMilliseconds;
            options.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
        });
        var database = connection.GetDatabase();
        var value = new byte[4 * 1024 * 1024];
        await database.StringSetAsync("large", value);
        server.Freeze();

        var running = Stopwatch.StartNew();
        var calls = Enumerable.Range(0, 12).Select(i => Task.Run(() => database.StringSetAsync("large" + i, value))).ToArray();
        foreach (var call in calls)
            await Assert.ThrowsAnyAsync<Exception>(() => call.WaitAsync(_patience));

        // The client gives a silent connection up after four times the limit, counting in whole seconds; what waits in its
        // backlog is looked at after that.
        Assert.True(running.Elapsed < TimeSpan.FromSeconds(10), $"it took {running.Elapsed}");
        Assert.DoesNotContain(calls, call => !call.IsCompleted);
        server.Thaw();
        await WorksAgainAsync(database);
    }

    [Fact]
    public async Task Connecting_whileTheServerIsAway_succeedsOnceItIsThere()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        await using var connection = await Connections.ConnectAsync(server, options => options.ConnectTimeout = 300);
        Assert.False(connection.IsConnected);

        await server.StartAgainAsync();

        await WorksAgainAsync(connection.GetDatabase());
    }

    [Fact]
    public async Task Connecting_toAFrozenServer_givesUpInTime()
    {
        await using var server = await RedisServer.StartAsync(tls: true);
        server.Freeze();
        foreach (var tls in new[] { false, true })
        {
            await Assert.ThrowsAsync<RedisConnectionException>(() => Connections.ConnectAsync(
                server,
                options =>
                {
                    options.AbortOnConnectFail = true;
                    options.ConnectRetry = 1;
                    options.ConnectTimeout = options.AsyncTimeout = options.SyncTimeout = 500;
                },
                tls).WaitAsync(_patience));
        }

        server.Thaw();
    }

    private static async Task WorksAgainAsync(IDatabase database)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await database.PingAsync().WaitAsync(_patience);
                return;
            }
            catch (RedisException) when (waited.Elapsed < _patience)
            {
                await Task.Delay(50);
            }
        }
    }
}
