namespace Vamos.Adapters.Tests.Hosting;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Systems;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;

public sealed class ChangeFeedTests : IAsyncLifetime
{
    private readonly ScriptedSystem _first = new("primero", FactKind.Person);
    private readonly ScriptedSystem _second = new("segundo", FactKind.Employment);
    private RunningAdapter _adapter = null!;
    private AdapterService.AdapterServiceClient _hub = null!;

    public async Task InitializeAsync()
    {
        _adapter = await RunningAdapter.StartAsync(SeveralSystems.Of(_ => _first, _ => _second));
        _hub = _adapter.ClientOf("hub");
    }

    public async Task DisposeAsync() => await _adapter.DisposeAsync();

    [Fact]
    public async Task Empty_token_begins_now_with_a_sign_of_life()
    {
        _first.Change(1);
        using var watch = Watch();

        var sign = await NextAsync(watch);
        _first.Change(2);
        var change = await NextAsync(watch);

        Assert.Null(sign.NationalId);
        Assert.False(sign.ResumeToken.IsEmpty);
        Assert.Equal("2", change.NationalId.Number);
        Assert.Equal([FactKind.Person], change.Kinds);
    }

    [Fact]
    public async Task Any_token_goes_on_behind_its_change_without_a_gap()
    {
        var tokens = new List<ByteString>();
        using (var watch = Watch())
        {
            tokens.Add((await NextAsync(watch)).ResumeToken);
            foreach (var number in Enumerable.Range(1, 6))
                (number % 2 == 0 ? _first : _second).Change(number);
            while (tokens.Count < 7)
            {
                if (await NextAsync(watch) is { NationalId: not null } change)
                    tokens.Add(change.ResumeToken);
            }
        }

        var all = await RestAsync(tokens[0], 6);
        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"{number}"), all.Order());
        for (var i = 1; i < tokens.Count; i++)
            Assert.Equal(6 - i, (await RestAsync(tokens[i], 6 - i)).Count);
    }

    [Fact]
    public async Task System_that_is_down_silences_the_signs_of_life_but_not_the_others_changes()
    {
        using var watch = Watch();
        await NextAsync(watch);

        _second.IsDown = true;
        _first.Change(1);
        Assert.Equal("1", (await NextAsync(watch)).NationalId.Number);
        _second.Change(2);
        _second.IsDown = false;

        Assert.Equal("2", (await NextAsync(watch)).NationalId.Number);
    }

    [Fact]
    public async Task Feed_that_cannot_begin_is_unavailable()
    {
        _first.IsDown = true;
        using var watch = Watch();

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => NextAsync(watch))).StatusCode);
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("316e6f6e73656e7365")]
    [InlineData("313a6e6f6e73656e7365")]
    public async Task Token_of_nobody_is_an_invalid_argument(string hex)
    {
        using var watch = Watch(ByteString.CopyFrom(Convert.FromHexString(hex)));

        var failure = await Assert.ThrowsAsync<RpcException>(() => NextAsync(watch));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Contains("resume_token", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_whose_changes_are_forgotten_is_out_of_range()
    {
        ByteString token;
        using (var watch = Watch())
            token = (await NextAsync(watch)).ResumeToken;
        _first.Change(1);
        _first.OldestPosition = 1;

        using var late = Watch(token);

        Assert.Equal(StatusCode.OutOfRange, (await Assert.ThrowsAsync<RpcException>(() => NextAsync(late))).StatusCode);
    }

    [Fact]
    public async Task Seventeenth_watcher_is_refused_and_a_place_becomes_free_when_one_leaves()
    {
        var watches = Enumerable.Range(0, 16).Select(_ => Watch()).ToList();
        foreach (var watch in watches)
            await NextAsync(watch);

        using (var tooMany = Watch())
            Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => NextAsync(tooMany))).StatusCode);
        watches[0].Dispose();

        await WaitFor.TrueAsync(
            () =>
            {
                using var watch = Watch();
                return Begins(watch);
            },
            "a free place");
        watches.ForEach(watch => watch.Dispose());
    }

    [Fact]
    public async Task Institution_that_does_not_watch_says_so()
    {
        await using var adapter = await RunningAdapter.StartAsync(_ => new ScriptedSystem("callado", FactKind.Person) { Watches = false });
        using var watch = adapter.ClientOf("hub").WatchChanges(new WatchChangesRequest(), deadline: DateTime.UtcNow.AddSeconds(20));

        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(() => NextAsync(watch))).StatusCode);
    }

    private static bool Begins(AsyncServerStreamingCall<WatchChangesResponse> watch)
    {
        try
        {
            return watch.ResponseStream.MoveNext(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted)
        {
            return false;
        }
    }

    private static async Task<WatchChangesResponse> NextAsync(AsyncServerStreamingCall<WatchChangesResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        return watch.ResponseStream.Current;
    }

    private AsyncServerStreamingCall<WatchChangesResponse> Watch(ByteString? token = null) =>
        _hub.WatchChanges(new WatchChangesRequest { ResumeToken = token ?? ByteString.Empty }, deadline: DateTime.UtcNow.AddSeconds(30));

    private async Task<List<string>> RestAsync(ByteString token, int count)
    {
        using var watch = Watch(token);
        var rest = new List<string>();
        while (rest.Count < count)
        {
            if (await NextAsync(watch) is { NationalId: { } person })
                rest.Add(person.Number);
        }

        Assert.Null((await NextAsync(watch)).NationalId);
        return rest;
    }
}
