namespace Vamos.Hub.Tests.Caching;

using Google.Protobuf.WellKnownTypes;
using Vamos.Hub.Caching;
using Vamos.Hub.Tests.Exchange.Agreements;

public sealed class InvalidationTests
{
    private readonly SteppedTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Changed_source_takes_its_facts_and_the_decisions_made_of_them_and_leaves_the_others()
    {
        await using var lab = CacheLab.Open();
        var decisions = lab.Cache.Shelf("decisions", CacheLab.Policy, StringValue.Parser);
        var both = lab.Cache.SourcesOf("mds", "mtess");
        ValueTask<CacheAnswer<StringValue>> Decide(string value) => decisions.GetAsync(
            CacheLab.Person(), "pension/1", default, (value, both),
            static (s, _) => Task.FromResult(Loaded.Found(new StringValue { Value = s.value }, s.both)), default);
        Task<CacheAnswer<StringValue>> Mtess(string value) =>
            lab.GetAsync(_ => Task.FromResult(Loaded.Found(new StringValue { Value = value }, lab.Mtess)), scope: "mtess");
        await lab.GetAsync("a");
        await Mtess("a");
        await Decide("a");

        Assert.True(await lab.Cache.InvalidateAsync(CacheLab.Person(), lab.Mds));

        Assert.Equal("a", (await Mtess("b")).Value!.Value);
        Assert.Equal("b", (await lab.GetAsync("b")).Value!.Value);
        Assert.Equal("b", (await Decide("b")).Value!.Value);
        await lab.Cache.InvalidateAsync(CacheLab.Person());
        Assert.Equal("c", (await Mtess("c")).Value!.Value);
    }

    [Fact]
    public async Task Load_that_began_before_an_invalidation_is_not_kept_and_not_given_to_who_asks_after_it()
    {
        await using var lab = CacheLab.Open();
        var gate = new TaskCompletionSource<Loaded<StringValue>>();
        var before = lab.GetAsync(_ => gate.Task);
        await lab.Cache.InvalidateAsync(CacheLab.Person(), lab.Mtess);
        var after = lab.GetAsync("new");
        Assert.Equal("new", (await after).Value!.Value);
        gate.SetResult(Loaded.Found(new StringValue { Value = "old" }, lab.Mds));

        Assert.Equal("old", (await before).Value!.Value);
        Assert.Equal("new", (await lab.GetAsync("unused")).Value!.Value);
    }

    [Fact]
    public async Task Invalidated_answer_is_not_even_given_as_a_stale_one()
    {
        await using var lab = CacheLab.Open();
        await lab.GetAsync("alive");
        await lab.Cache.InvalidateAsync(CacheLab.Person(), lab.Mds);

        Assert.True((await lab.GetAsync(_ => Task.FromResult(Loaded.Failed<StringValue>("down")), new(AllowStale: true))).IsFailure);
    }

    [Fact]
    public async Task Answers_of_a_source_whose_feed_is_lost_count_by_the_strict_limit_until_it_is_back()
    {
        await using var lab = CacheLab.Open(time: _time);
        await lab.GetAsync("a");
        await lab.GetAsync(_ => Task.FromResult(Loaded.Found(new StringValue { Value = "a" }, lab.Mtess)), scope: "mtess");
        _time.Move(TimeSpan.FromSeconds(4));
        lab.Cache.FeedLost("mds");
        bool Fresh(string scope) => lab.Shelf.TryGet(CacheLab.Person(), scope, default, out _);

        Assert.True(Fresh("mds"));
        _time.Move(TimeSpan.FromSeconds(1));
        Assert.False(Fresh("mds"));
        Assert.True(Fresh("mtess"));
        Assert.True((await lab.GetAsync(_ => Task.FromResult(Loaded.Failed<StringValue>("down")), new(AllowStale: true))).IsStale);
        lab.Cache.FeedRestored("mds");
        Assert.True(Fresh("mds"));
    }

    [Fact]
    public async Task Forgotten_source_is_loaded_anew_for_everybody()
    {
        await using var lab = CacheLab.Open(time: _time);
        await lab.GetAsync("a");
        await lab.GetAsync(_ => Task.FromResult(Loaded.Found(new StringValue { Value = "a" }, lab.Mtess)), scope: "mtess");
        _time.Move(TimeSpan.FromSeconds(1));
        await lab.Cache.ForgetAsync("mds");

        Assert.True(lab.Shelf.TryGet(CacheLab.Person(), "mtess", default, out _));
        Assert.True((await lab.GetAsync(_ => Task.FromResult(Loaded.Failed<StringValue>("down")), new(AllowStale: true))).IsFailure);
        _time.Move(TimeSpan.FromSeconds(1));
        Assert.Equal("b", (await lab.GetAsync("b")).Value!.Value);
        Assert.Equal("b", (await lab.GetAsync("c")).Value!.Value);
        await lab.Cache.ForgetAsync(null);
        Assert.False(lab.Shelf.TryGet(CacheLab.Person(), "mtess", default, out _));
    }
}
