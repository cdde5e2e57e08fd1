namespace Vamos.Hub.Tests.Caching;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Tests.Exchange.Agreements;

public sealed class KeepingTests
{
    private readonly SteppedTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Answer_is_kept_and_says_its_age()
    {
        await using var lab = CacheLab.Open(time: _time);
        var first = await lab.GetAsync("a");
        _time.Move(TimeSpan.FromMinutes(2));
        var second = await lab.GetAsync("b");

        Assert.Equal(("a", CacheLevel.Source, false), (first.Value!.Value, first.Level, first.IsFromCache));
        Assert.Equal(("a", CacheLevel.Memory, true, false), (second.Value!.Value, second.Level, second.IsFromCache, second.IsStale));
        Assert.Equal(TimeSpan.FromMinutes(2), second.Age);
        Assert.Same(first.Value, second.Value);
        Assert.Equal(StringValue.Parser.ParseFrom(second.Entry!.Bytes.Span), second.Value);
        Assert.Equal("a!", second.Entry.Companion(e => e.Value!.Value + "!"));
        Assert.Same(second.Entry.Companion(_ => ""), (await lab.GetAsync("c")).Entry!.Companion(_ => ""));
    }

    [Fact]
    public async Task Answers_of_other_people_scopes_and_shelves_are_others()
    {
        await using var lab = CacheLab.Open();
        var other = lab.Cache.Shelf("other", CacheLab.Policy, StringValue.Parser);
        await lab.GetAsync("a");

        Assert.Equal("b", (await lab.GetAsync("b", scope: "mtess")).Value!.Value);
        Assert.Equal("c", (await lab.GetAsync("c", person: CacheLab.Person(2))).Value!.Value);
        Assert.Equal("d", (await lab.GetAsync("d", person: new NationalId { Number = "99000001", Letter = "A" })).Value!.Value);
        Assert.Equal("e", (await lab.GetAsync("e", person: new NationalId { Number = "99000001", CountryCode = "AR" })).Value!.Value);
        Assert.False(other.TryGet(CacheLab.Person(), "mds", default, out _));
        Assert.Equal("a", (await lab.GetAsync("f", person: new NationalId { Number = "99000001", CountryCode = "PY" })).Value!.Value);
    }

    [Fact]
    public async Task Max_age_is_honoured_to_the_tick()
    {
        await using var lab = CacheLab.Open(time: _time);
        await lab.GetAsync("a");
        _time.Move(TimeSpan.FromSeconds(10));

        Assert.Equal("a", (await lab.GetAsync("b", new CacheDemand(TimeSpan.FromSeconds(10)))).Value!.Value);
        Assert.Equal("c", (await lab.GetAsync("c", new CacheDemand(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1)))).Value!.Value);
        _time.Move(TimeSpan.FromTicks(1));
        Assert.Equal("d", (await lab.GetAsync("d", new CacheDemand(TimeSpan.Zero))).Value!.Value);
        Assert.Equal("d", (await lab.GetAsync("e")).Value!.Value);
    }

    [Fact]
    public async Task Answer_ends_within_the_last_tenth_of_its_time_and_not_for_all_at_once()
    {
        await using var lab = CacheLab.Open(time: _time);
        for (var i = 1; i <= 200; i++)
            await lab.GetAsync("a", person: CacheLab.Person(i));
        int Fresh() => Enumerable.Range(1, 200).Count(i => lab.Shelf.TryGet(CacheLab.Person(i), "mds", default, out _));

        _time.Move(TimeSpan.FromMinutes(9) - TimeSpan.FromTicks(1));
        Assert.Equal(200, Fresh());
        _time.Move(TimeSpan.FromSeconds(30));
        Assert.InRange(Fresh(), 60, 140);
        _time.Move(TimeSpan.FromSeconds(30) + TimeSpan.FromTicks(1));
        Assert.Equal(0, Fresh());
    }

    [Fact]
    public async Task Nothing_counts_briefly_and_failures_do_not_count()
    {
        await using var lab = CacheLab.Open(time: _time);
        var nothing = await lab.GetAsync(_ => Task.FromResult(Loaded.Nothing<StringValue>(lab.Mds)));
        Assert.Null(nothing.Value);
        Assert.False(nothing.IsFailure);
        _time.Move(TimeSpan.FromSeconds(20));
        Assert.Equal((null, true), ((await lab.GetAsync("a")).Value, (await lab.GetAsync("a")).IsFromCache));
        _time.Move(TimeSpan.FromSeconds(11));

        Assert.Equal("down", (await lab.GetAsync(_ => Task.FromResult(Loaded.Failed<StringValue>("down")))).Failure);
        await Assert.ThrowsAsync<IOException>(() => lab.GetAsync(_ => throw new IOException("down")));
        Assert.Equal("b", (await lab.GetAsync("b")).Value!.Value);
    }

    [Fact]
    public async Task Answer_may_bring_its_own_time_and_its_own_end()
    {
        await using var lab = CacheLab.Open(time: _time);
        Task<Loaded<StringValue>> Load(TimeSpan? fresh, DateTimeOffset? end) =>
            Task.FromResult(Loaded.Found(new StringValue { Value = "a" }, lab.Mds) with { FreshFor = fresh, ValidUntil = end });
        await lab.GetAsync(_ => Load(TimeSpan.Zero, null), scope: "not kept");
        await lab.GetAsync(_ => Load(TimeSpan.FromSeconds(1), null), scope: "a second");
        await lab.GetAsync(_ => Load(null, _time.GetUtcNow().AddSeconds(5)), scope: "a birthday");

        Assert.Equal("b", (await lab.GetAsync("b", scope: "not kept")).Value!.Value);
        _time.Move(TimeSpan.FromSeconds(1));
        Assert.Equal("b", (await lab.GetAsync("b", scope: "a second")).Value!.Value);
        Assert.Equal("a", (await lab.GetAsync("b", scope: "a birthday")).Value!.Value);
        _time.Move(TimeSpan.FromSeconds(4));
        Assert.Equal("down", (await lab.GetAsync(_ => Task.FromResult(Loaded.Failed<StringValue>("down")), new(null, true), scope: "a birthday")).Failure);
    }

    [Fact]
    public async Task Stale_answer_is_given_only_if_allowed_and_the_source_fails_or_is_slow()
    {
        await using var lab = CacheLab.Open(time: _time, change: s => s with { Patience = TimeSpan.FromMilliseconds(20) });
        await lab.GetAsync("old");
        _time.Move(TimeSpan.FromMinutes(30));
        Task<Loaded<StringValue>> Fail(CancellationToken _) => Task.FromResult(Loaded.Failed<StringValue>("down"));

        Assert.Equal("down", (await lab.GetAsync(Fail)).Failure);
        Assert.Equal("down", (await lab.GetAsync(Fail, new(TimeSpan.FromMinutes(29), AllowStale: true))).Failure);
        var stale = await lab.GetAsync(Fail, new(AllowStale: true));
        Assert.Equal(("old", true, true), (stale.Value!.Value, stale.IsStale, stale.IsFromCache));
        Assert.Equal("old", (await lab.GetAsync(_ => throw new IOException(), new(AllowStale: true))).Value!.Value);

        var slow = new TaskCompletionSource<Loaded<StringValue>>();
        Assert.True((await lab.GetAsync(_ => slow.Task, new(AllowStale: true))).IsStale);
        slow.SetResult(Loaded.Found(new StringValue { Value = "new" }, lab.Mds));
        await CacheLab.Until(() => lab.Shelf.TryGet(CacheLab.Person(), "mds", default, out _));
        Assert.Equal("new", (await lab.GetAsync(Fail, new(AllowStale: true))).Value!.Value);

        _time.Move(TimeSpan.FromMinutes(71));
        Assert.Equal("down", (await lab.GetAsync(Fail, new(AllowStale: true))).Failure);
    }

    [Fact]
    public async Task Answer_near_its_end_is_loaded_once_beside_the_answering()
    {
        await using var lab = CacheLab.Open(time: _time);
        await lab.GetAsync("old");
        _time.Move(TimeSpan.FromMinutes(8.5));
        var loads = 0;
        var gate = new TaskCompletionSource();
        async Task<Loaded<StringValue>> Load(CancellationToken _)
        {
            Interlocked.Increment(ref loads);
            await gate.Task;
            return Loaded.Found(new StringValue { Value = "new" }, lab.Mds);
        }

        for (var i = 0; i < 100; i++)
            Assert.Equal("old", (await lab.GetAsync(Load)).Value!.Value);
        gate.SetResult();
        await CacheLab.Until(() => lab.Shelf.TryGet(CacheLab.Person(), "mds", default, out var answer) && answer.Value!.Value == "new");

        Assert.Equal(1, loads);
        Assert.Equal(1, lab.Measure("vamos.cache.refreshes"));
    }

    [Fact]
    public async Task Memory_is_bounded_by_entries_and_bytes_and_keeps_what_is_asked_for()
    {
        await using var lab = CacheLab.Open(change: s => s with { MostEntries = 1_000, MostBytes = 1024 * 1024 });
        for (var i = 1; i <= 5_000; i++)
        {
            await lab.GetAsync(new string('x', i % 7 == 0 ? 10_000 : 100), person: CacheLab.Person(i));
            await lab.GetAsync("always", person: CacheLab.Person(1_000_000));
            Assert.InRange(lab.Cache.State.Entries, 1, 1_000);
            Assert.InRange(lab.Cache.State.Bytes, 1, 1024 * 1024);
        }

        Assert.True(lab.Measure("vamos.cache.answers", "memory") > 4_900);
        Assert.True(lab.Measure("vamos.cache.evictions") > 3_000);
    }

    [Fact]
    public async Task Answer_that_is_too_large_is_given_and_not_kept()
    {
        await using var lab = CacheLab.Open(change: s => s with { MostEntryBytes = 1_024 });
        await lab.GetAsync(new string('x', 2_000));

        Assert.Equal("b", (await lab.GetAsync("b")).Value!.Value);
        Assert.Equal(1, lab.Measure("vamos.cache.too_large"));
    }

    [Fact]
    public async Task What_is_past_its_end_leaves_the_memory_unasked()
    {
        await using var lab = CacheLab.Open(time: _time);
        for (var i = 1; i <= 10; i++)
            await lab.GetAsync("a", person: CacheLab.Person(i));
        _time.Move(TimeSpan.FromDays(1));

        await lab.UntilAsync(s => s is { Entries: 0, Bytes: 0 });
    }
}
