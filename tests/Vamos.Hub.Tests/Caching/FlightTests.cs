namespace Vamos.Hub.Tests.Caching;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Hub.Caching;

public sealed class FlightTests
{
    [Fact]
    public async Task Thousand_callers_at_once_load_once()
    {
        await using var lab = CacheLab.Open();
        var loads = 0;
        var gate = new TaskCompletionSource();
        async Task<Loaded<StringValue>> Load(CancellationToken _)
        {
            Interlocked.Increment(ref loads);
            await gate.Task;
            return Loaded.Found(new StringValue { Value = "a" }, lab.Mds);
        }

        var calls = Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => lab.GetAsync(Load))).ToArray();
        await CacheLab.Until(() => lab.Measure("vamos.cache.waits") == 999);
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls), a => Assert.Equal("a", a.Value!.Value));
        Assert.Equal(1, loads);
    }

    [Fact]
    public async Task Callers_who_want_it_now_share_the_next_load_and_none_takes_an_earlier_one()
    {
        await using var lab = CacheLab.Open();
        var (begun, running, most) = (0, 0, 0);
        async Task<Loaded<StringValue>> Load(CancellationToken _)
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            var number = Interlocked.Increment(ref begun);
            await Task.Delay(5, CancellationToken.None);
            Interlocked.Decrement(ref running);
            return Loaded.Found(new StringValue { Value = $"{number}" }, lab.Mds);
        }

        async Task CallAsync()
        {
            var before = Volatile.Read(ref begun);
            var answer = await lab.GetAsync(Load, new CacheDemand(TimeSpan.Zero));
            Assert.True(int.Parse(answer.Value!.Value) > before, "a load that had begun before the call was taken");
        }

        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(async () =>
        {
            await Task.Delay(i % 20, CancellationToken.None);
            await CallAsync();
        })));

        Assert.Equal(1, most);
        Assert.InRange(begun, 2, 100);
    }

    [Fact]
    public async Task Caller_who_leaves_does_not_end_the_load_for_the_others()
    {
        await using var lab = CacheLab.Open();
        var gate = new TaskCompletionSource<Loaded<StringValue>>();
        using var leaves = new CancellationTokenSource();
        CancellationToken seen = default;
        var first = lab.GetAsync(
            ends =>
            {
                seen = ends;
                return gate.Task;
            },
            cancellation: leaves.Token);
        var second = lab.GetAsync("unused");
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(seen.IsCancellationRequested);
        gate.SetResult(Loaded.Found(new StringValue { Value = "a" }, lab.Mds));

        Assert.Equal("a", (await second).Value!.Value);
    }

    [Fact]
    public async Task Load_that_does_not_end_is_given_up_even_if_it_does_not_listen()
    {
        await using var lab = CacheLab.Open(change: s => s with { LoadLimit = TimeSpan.FromMilliseconds(100) });
        var never = new TaskCompletionSource<Loaded<StringValue>>();

        await Assert.ThrowsAsync<TimeoutException>(() => lab.GetAsync(_ => never.Task));
        Assert.Equal("b", (await lab.GetAsync("b")).Value!.Value);
        // the answer may be there a moment before its load is counted off
        await CacheLab.Until(() => lab.Measure("vamos.cache.loading") == 0);
    }

    [Fact]
    public async Task Loads_beyond_the_bound_are_refused_at_once()
    {
        await using var lab = CacheLab.Open(change: s => s with { MostLoads = 2 });
        var gate = new TaskCompletionSource<Loaded<StringValue>>();
        var loading = new[] { 1, 2 }.Select(i => lab.GetAsync(_ => gate.Task, person: CacheLab.Person(i))).ToArray();

        await Assert.ThrowsAsync<CacheBusyException>(() => lab.GetAsync("c", person: CacheLab.Person(3)));
        var joins = lab.GetAsync("unused", person: CacheLab.Person(1));
        gate.SetResult(Loaded.Found(new StringValue { Value = "a" }, lab.Mds));
        await Task.WhenAll(loading);
        Assert.Equal("a", (await joins).Value!.Value);
        Assert.Equal("c", (await lab.GetAsync("c", person: CacheLab.Person(3))).Value!.Value);
    }

    [Fact]
    public async Task Many_people_are_loaded_in_one_set_without_those_that_are_there_or_on_their_way()
    {
        await using var lab = CacheLab.Open();
        await lab.GetAsync("kept", person: CacheLab.Person(1));
        var gate = new TaskCompletionSource<Loaded<StringValue>>();
        var underway = lab.GetAsync(_ => gate.Task, person: CacheLab.Person(2));
        var sets = new List<string>();

        var many = lab.Shelf.GetManyAsync(
            [.. new[] { 1, 2, 3, 4, 3 }.Select(CacheLab.Person)], "mds", default, (lab, sets),
            static (s, missing, _) =>
            {
                s.sets.Add(string.Join(' ', missing.Select(p => p.Number)));
                return Task.FromResult<IReadOnlyList<Loaded<StringValue>>>(
                    [.. missing.Select(p =>
                        p.Number == "4" ? Loaded.Failed<StringValue>("down") : Loaded.Found(new StringValue { Value = p.Number }, s.lab.Mds))]);
            },
            CancellationToken.None).AsTask();
        gate.SetResult(Loaded.Found(new StringValue { Value = "underway" }, lab.Mds));
        var answers = await many.WaitAsync(TimeSpan.FromSeconds(30));
        await underway;

        Assert.Equal(["kept", "underway", "3", null, "3"], answers.Select(a => a.Value?.Value));
        Assert.Equal("down", answers[3].Failure);
        Assert.Equal(["3 4"], sets);
    }

    [Fact]
    public async Task Set_load_that_throws_fails_those_who_needed_it()
    {
        await using var lab = CacheLab.Open();
        static Task<IReadOnlyList<Loaded<StringValue>>> TooFew(int _, IReadOnlyList<NationalId> missing, CancellationToken ends) =>
            Task.FromResult<IReadOnlyList<Loaded<StringValue>>>([]);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            lab.Shelf.GetManyAsync([CacheLab.Person(1), CacheLab.Person(2)], "mds", default, 0, TooFew, CancellationToken.None).AsTask());
        Assert.Equal("b", (await lab.GetAsync("b", person: CacheLab.Person(2))).Value!.Value);
    }
}
