namespace Vamos.Hub.Tests.Caching;

using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using StackExchange.Redis;
using Vamos.Common.V1;
using Vamos.Hub.Caching;
using Vamos.Testing;

/// <summary>What hubs with the same keys have in common by Redis.</summary>
public sealed class RedisLevelTests(SharedRedis redis) : IClassFixture<SharedRedis>
{
    private string Redis => redis.Server.ConnectionString;

    [Fact]
    public async Task Answer_of_one_hub_is_found_by_another_with_its_age()
    {
        await using var one = await CacheLab.ConnectAsync(Redis);
        await one.GetAsync("a");
        await one.GetAsync(_ => Task.FromResult(Loaded.Nothing<StringValue>(one.Mds)), person: CacheLab.Person(2));
        await one.WrittenAsync();
        await using var two = await CacheLab.ConnectAsync(Redis, sameKeysAs: one);

        var found = await two.GetAsync("b");
        Assert.Equal(("a", CacheLevel.Redis, true), (found.Value!.Value, found.Level, found.IsFromCache));
        Assert.True(found.Age > TimeSpan.Zero);
        Assert.Equal(CacheLevel.Memory, (await two.GetAsync("b")).Level);
        var nothing = await two.GetAsync("b", person: CacheLab.Person(2));
        Assert.Equal((null, CacheLevel.Redis), (nothing.Value, nothing.Level));
        Assert.Equal("b", (await two.GetAsync("b", new CacheDemand(TimeSpan.Zero))).Value!.Value);
        Assert.Equal(2, two.Measure("vamos.cache.answers", "redis"));
    }

    [Fact]
    public async Task Many_people_are_read_in_sets_and_the_rest_is_one_load()
    {
        await using var one = await CacheLab.ConnectAsync(Redis);
        var people = Enumerable.Range(1, 1_000).Select(CacheLab.Person).ToArray();
        await Many(one, people[..900]);
        await one.WrittenAsync();
        await using var two = await CacheLab.ConnectAsync(Redis, sameKeysAs: one);

        var answers = await Many(two, people);

        Assert.Equal(people.Select(p => p.Number), answers.Select(a => a.Value!.Value));
        Assert.Equal(900, answers.Count(a => a.Level == CacheLevel.Redis));
        Assert.Equal(100, two.Measure("vamos.cache.loads", "loaded"));
    }

    [Fact]
    public async Task Nothing_personal_can_be_read_in_redis()
    {
        await using var lab = await CacheLab.ConnectAsync(Redis);
        await lab.GetAsync("Juana Benítez", person: CacheLab.Person(99000005));
        await lab.Cache.InvalidateAsync(CacheLab.Person(99000006));
        await lab.WrittenAsync();
        Assert.True(await lab.Cache.Positions.WriteAsync("mds", Encoding.UTF8.GetBytes("place 99000005"), CancellationToken.None));
        using var client = await ConnectionMultiplexer.ConnectAsync(Redis);

        var all = new StringBuilder();
        foreach (var key in client.GetServer(redis.Server.EndPoint).Keys(pattern: "*"))
        {
            all.AppendLine(key);
            foreach (var field in await client.GetDatabase().HashGetAllAsync(key))
                all.AppendLine(Encoding.Latin1.GetString((byte[])field.Name!)).AppendLine(Encoding.Latin1.GetString((byte[])field.Value!));
        }

        foreach (var personal in new[] { "99000005", "99000006", "Juana", "Ben" })
            Assert.DoesNotContain(personal, all.ToString(), StringComparison.Ordinal);
        Assert.Contains("vamos:cache:1:{", all.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_in_redis_ends_with_its_time()
    {
        await using var lab = await CacheLab.ConnectAsync(
            Redis, policy: new CachePolicy(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)));
        await lab.GetAsync("a");
        await lab.Cache.InvalidateAsync(CacheLab.Person(2));
        await lab.WrittenAsync();
        using var client = await ConnectionMultiplexer.ConnectAsync(Redis);

        Assert.InRange((await client.GetDatabase().KeyTimeToLiveAsync(Key(lab, 99000001)))!.Value.TotalSeconds, 70, 90);
        Assert.InRange((await client.GetDatabase().KeyTimeToLiveAsync(Key(lab, 2)))!.Value.TotalSeconds, 20, 90);
    }

    [Fact]
    public async Task Value_that_was_copied_to_another_person_or_answer_is_not_there()
    {
        await using var one = await CacheLab.ConnectAsync(Redis);
        await one.GetAsync("of another person", person: CacheLab.Person(1));
        await one.GetAsync("of another source", scope: "mtess");
        await one.GetAsync("mine");
        await one.WrittenAsync();
        using var client = await ConnectionMultiplexer.ConnectAsync(Redis);
        var values = await client.GetDatabase().HashGetAllAsync(Key(one, 99000001));
        var foreign = await client.GetDatabase().HashGetAllAsync(Key(one, 1));
        foreach (var copied in values.Concat(foreign).Select(v => v.Value))
        {
            await using var two = await CacheLab.ConnectAsync(Redis, sameKeysAs: one);
            foreach (var field in values)
                await client.GetDatabase().HashSetAsync(Key(one, 99000001), field.Name, copied);
            var (mds, mtess) = (await two.GetAsync("loaded"), await two.GetAsync("loaded", scope: "mtess"));
            Assert.Contains(mds.Value!.Value, new[] { "mine", "loaded" });
            Assert.Contains(mtess.Value!.Value, new[] { "of another source", "loaded" });
            await two.WrittenAsync();
        }
    }

    [Fact]
    public async Task Rotated_key_reads_what_was_written_before_and_a_removed_one_misses()
    {
        await using var one = await CacheLab.ConnectAsync(Redis);
        await one.GetAsync("a");
        await one.WrittenAsync();
        var first = await File.ReadAllTextAsync(one.Settings.ValueKeyFile);
        await File.AppendAllTextAsync(one.Settings.ValueKeyFile, $"2 {Convert.ToBase64String(new byte[32])}\n");
        await using (var two = await CacheLab.ConnectAsync(Redis, sameKeysAs: one))
            Assert.Equal(CacheLevel.Redis, (await two.GetAsync("b")).Level);

        await File.WriteAllTextAsync(one.Settings.ValueKeyFile, $"2 {Convert.ToBase64String(new byte[32])}\n");
        await using (var three = await CacheLab.ConnectAsync(Redis, sameKeysAs: one))
        {
            Assert.Equal("c", (await three.GetAsync("c")).Value!.Value);
            Assert.Equal(1, three.Measure("vamos.cache.redis.errors", "unreadable value"));
            await three.WrittenAsync();
        }

        await File.AppendAllTextAsync(one.Settings.ValueKeyFile, first.Replace("1 ", "3 ", StringComparison.Ordinal));
        await using var four = await CacheLab.ConnectAsync(Redis, sameKeysAs: one);
        Assert.Equal(("c", CacheLevel.Redis), ((await four.GetAsync("d")).Value!.Value, CacheLevel.Redis));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(one.Settings.IndexKeyFile).UnixFileMode);
    }

    [Fact]
    public async Task Person_of_many_scopes_does_not_grow_without_end()
    {
        await using var lab = await CacheLab.ConnectAsync(Redis);
        for (var i = 0; i < 300; i++)
        {
            await lab.GetAsync("a", scope: $"pension/1/{i}");
            await lab.WrittenAsync();
        }

        using var client = await ConnectionMultiplexer.ConnectAsync(Redis);
        Assert.InRange(await client.GetDatabase().HashLengthAsync(Key(lab, 99000001)), 1, 64);
    }

    [Fact]
    public async Task Write_of_a_load_that_another_hub_invalidated_meanwhile_is_not_taken()
    {
        await using var one = await CacheLab.ConnectAsync(Redis);
        await using var two = await CacheLab.ConnectAsync(Redis, sameKeysAs: one);
        await using var three = await CacheLab.ConnectAsync(Redis, sameKeysAs: one);
        var gate = new TaskCompletionSource<Loaded<StringValue>>();
        var begun = new TaskCompletionSource();
        var before = one.GetAsync(_ =>
        {
            begun.SetResult();
            return gate.Task;
        });
        await begun.Task;
        Assert.True(await two.Cache.InvalidateAsync(CacheLab.Person(), two.Mtess));
        gate.SetResult(Loaded.Found(new StringValue { Value = "old" }, one.Mds));
        await before;
        await one.WrittenAsync();

        Assert.Equal("new", (await three.GetAsync("new")).Value!.Value);
    }

    [Fact]
    public async Task Redis_takes_no_answer_of_an_epoch_that_is_over()
    {
        await using var one = await CacheLab.ConnectAsync(Redis);
        await using var two = await CacheLab.ConnectAsync(Redis, sameKeysAs: one);
        var person = one.Cache.Index.Person(Hub.Caching.Memory.PersonId.Of(CacheLab.Person()));
        async Task<Hub.Caching.Shared.SharedRead> ReadAsync() => (await one.Cache.Shared!.ReadAsync([(person, 1)]))[0];
        async Task WriteAsync(byte value, byte[] epoch)
        {
            one.Cache.Shared!.Write(person, 1, [1, 1, 0, value], epoch, TimeSpan.FromMinutes(1));
            await one.WrittenAsync();
        }

        var before = (await ReadAsync()).Epoch!;
        await WriteAsync(1, before);
        Assert.Equal(1, (await ReadAsync()).Sealed![3]);
        Assert.True(await two.Cache.InvalidateAsync(CacheLab.Person()));
        await WriteAsync(2, before);
        Assert.Null((await ReadAsync()).Sealed);
        var between = (await ReadAsync()).Epoch!;
        Assert.NotEmpty(between);
        Assert.True(await two.Cache.InvalidateAsync(CacheLab.Person(), two.Mtess));
        await WriteAsync(3, between);
        Assert.Null((await ReadAsync()).Sealed);
        await WriteAsync(4, (await ReadAsync()).Epoch!);
        Assert.Equal(4, (await ReadAsync()).Sealed![3]);
    }

    [Fact]
    public async Task Place_in_a_feed_outlives_the_hub()
    {
        await using var one = await CacheLab.ConnectAsync(Redis);
        Assert.Null(await one.Cache.Positions.ReadAsync("mspbs", CancellationToken.None));
        Assert.True(await one.Cache.Positions.WriteAsync("mspbs", [1, 2, 3], CancellationToken.None));
        await using var two = await CacheLab.ConnectAsync(Redis, sameKeysAs: one);

        Assert.Equal([1, 2, 3], await two.Cache.Positions.ReadAsync("mspbs", CancellationToken.None));
        await using var alone = CacheLab.Open();
        Assert.Null(await alone.Cache.Positions.ReadAsync("mspbs", CancellationToken.None));
        Assert.True(await alone.Cache.Positions.WriteAsync("mspbs", [4], CancellationToken.None));
        Assert.Equal([4], await alone.Cache.Positions.ReadAsync("mspbs", CancellationToken.None));
    }

    private static Task<CacheAnswer<StringValue>[]> Many(CacheLab lab, NationalId[] people) => lab.Shelf.GetManyAsync(
        people, "mds", default, lab,
        static (l, missing, _) => Task.FromResult<IReadOnlyList<Loaded<StringValue>>>(
            [.. missing.Select(p => Loaded.Found(new StringValue { Value = p.Number }, l.Mds))]),
        CancellationToken.None).AsTask();

    private static RedisKey Key(CacheLab lab, int person) =>
        Hub.Caching.Shared.Names.Person(lab.Cache.Index.Person(Hub.Caching.Memory.PersonId.Of(
            new NationalId { Number = person.ToString(CultureInfo.InvariantCulture) })));
}
