namespace Vamos.Compat.Redis.Tests.Client;

using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;
using Xunit.Abstractions;

[Collection(nameof(SharedServer))]
public sealed class CommandTests(SharedServer shared, ITestOutputHelper output)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(Way.Plain)]
    [InlineData(Way.Tls)]
    [InlineData(Way.Resp3)]
    [InlineData(Way.ThreadPool)]
    public async Task Connection_ofAnyKind_answersManyConcurrentCallsEachWithItsOwn(Way way)
    {
        await using var connection = await Connections.ConnectAsync(shared.Server, way);
        var database = connection.GetDatabase();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async worker =>
        {
            for (var i = 0; i < 100; i++)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{way}:{worker}:{i}");
                await database.StringSetAsync(key, key + "=");
                Assert.Equal(key + "=", await database.StringGetAsync(key));
                Assert.True(await database.KeyDeleteAsync(key));
            }
        })).WaitAsync(_patience);

        Assert.True(connection.IsConnected);
        Assert.Equal(way == Way.Resp3 ? RedisProtocol.Resp3 : RedisProtocol.Resp2, connection.GetServers()[0].Protocol);
    }

    [Fact]
    public async Task Pipelining_ofAHundredThousandCalls_repliesInOrder()
    {
        const int Count = 100_000, Window = 2000;
        var database = shared.Connection.GetDatabase();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => database.StringSetAsync("pipelined" + i, i))).WaitAsync(_patience);

        var pending = new Queue<Task<RedisValue>>(Window);
        var running = Stopwatch.StartNew();
        for (var i = 0; i < Count; i++)
        {
            pending.Enqueue(database.StringGetAsync("pipelined" + i % 1000));
            if (pending.Count == Window)
                Assert.Equal((i - Window + 1) % 1000, (int)await pending.Dequeue());
        }

        for (var i = Count - pending.Count; pending.Count > 0; i++)
            Assert.Equal(i % 1000, (int)await pending.Dequeue().WaitAsync(_patience));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count / running.Elapsed.TotalSeconds:0} GET/s"));
    }

    [Theory]
    [InlineData(Way.Plain)]
    [InlineData(Way.Tls)]
    public async Task Value_ofSixteenMegabytes_comesBackUnchanged(Way way)
    {
        await using var connection = await Connections.ConnectAsync(shared.Server, way);
        var database = connection.GetDatabase();
        var value = new byte[16 * 1024 * 1024];
        new Random(1).NextBytes(value);

        await database.StringSetAsync("large" + way, value).WaitAsync(_patience);
        var small = database.StringSetAsync("beside the large one", 1);
        var read = await database.StringGetAsync("large" + way).WaitAsync(_patience);

        Assert.True(value.AsSpan().SequenceEqual((byte[]?)read));
        Assert.True(await small);
        await database.KeyDeleteAsync("large" + way);
    }

    [Fact]
    public async Task Arrays_largeAndNested_comeBackUnchanged()
    {
        var database = shared.Connection.GetDatabase();
        var members = Enumerable.Range(0, 50_000).Select(i => (RedisValue)("member" + i)).ToArray();

        await database.ListRightPushAsync("list", members).WaitAsync(_patience);
        Assert.Equal(members, await database.ListRangeAsync("list").WaitAsync(_patience));

        await database.SortedSetAddAsync("sorted", [new("a", 1.5), new("b", double.NegativeInfinity)]);
        Assert.Equal([new("b", double.NegativeInfinity), new("a", 1.5)], await database.SortedSetRangeByRankWithScoresAsync("sorted"));

        await database.GeoAddAsync("geo", -57.6359, -25.3005, "Asunción");
        Assert.Equal("Asunción", (await database.GeoRadiusAsync("geo", -57.63, -25.30, 10, GeoUnit.Kilometers)).Single().Member);

        await database.StreamAddAsync("stream", [new("field", "value"), new("other", 2)]);
        var entry = (await database.StreamReadAsync("stream", "0")).Single();
        Assert.Equal([new("field", "value"), new("other", 2)], entry.Values);
        Assert.Equal(1, (await database.StreamInfoAsync("stream")).Length);

        var nested = await database.ExecuteAsync("EVAL", "return {1, {2, 'three', {}}, false}", 0);
        Assert.Equal(3, nested.Length);
        Assert.Equal("three", (string?)nested[1][1]);
        Assert.Equal(0, nested[1][2].Length);
        Assert.True(nested[2].IsNull);
    }

    [Fact]
    public async Task Keys_walkedInPages_areAllSeen()
    {
        var database = shared.Connection.GetDatabase(7);
        await Task.WhenAll(Enumerable.Range(0, 2500).Select(i => database.StringSetAsync("walk:" + i, i))).WaitAsync(_patience);

        HashSet<string> seen = [];
        await foreach (var key in shared.Connection.GetServers()[0].KeysAsync(7, "walk:*", pageSize: 100))
            seen.Add(key!);

        Assert.Equal(2500, seen.Count);
    }

    [Fact]
    public async Task Calls_fromThreadsThatWait_areAnswered()
    {
        var database = shared.Connection.GetDatabase();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 500; i++)
                    Assert.Equal(i + 1, database.StringIncrement("counter" + worker));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).WaitAsync(_patience);
    }
}
