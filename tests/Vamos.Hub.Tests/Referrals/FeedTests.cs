namespace Vamos.Hub.Tests.Referrals;

using System.Collections.Concurrent;
using Google.Protobuf;
using Vamos.Hub.Referrals.Feed;
using Vamos.Hub.Tests.Storage;
using Vamos.Referral.V1;

public abstract class FeedTests(IStorageLab lab, bool shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact(Timeout = 60_000)]
    public async Task Both_parties_are_told_every_change_with_the_referral_as_it_is_now()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var id = (await room.SendAsync()).ReferralId;
        await room.SendAsync("minna", KnownServices.Clinic);
        await room.MoveAsync("mtess", id, ReferralState.Declined);

        foreach (var party in new[] { "mds", "mtess" })
        {
            var told = await room.ToldAsync(party);
            Assert.Equal([(1L, ReferralState.Declined), (2L, ReferralState.Declined)], told.Select(e => (e.VersionThen, e.Referral.State)));
            Assert.All(told, e => Assert.Equal(id, e.Referral.ReferralId));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Institution_that_sends_to_itself_is_told_once()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        await room.SendAsync("mds", KnownServices.Transfer);

        Assert.Single(await room.ToldAsync("mds"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Token_goes_on_behind_its_event_and_is_of_use_to_nobody_else()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        await room.SendAsync();
        await room.SendAsync();
        var told = await room.ToldAsync("mds");
        var token = room.Feed.TokenOf("mds", told[0].Position);

        var place = await PlaceAsync("mds", token);
        Assert.Equal(new FeedPlace(PlaceState.Known, told[0].Position), place);
        Assert.Equal(told[1].Position, Assert.Single(await room.Feed.ReadAsync("mds", place.Position, 10, CancellationToken.None)).Position);
        Assert.Equal(new FeedPlace(PlaceState.Known, told[1].Position), await PlaceAsync("mds", ByteString.Empty));
        Assert.Equal(PlaceState.NoPlace, (await PlaceAsync("mtess", token)).State);
        for (var i = 0; i < token.Length; i++)
        {
            var bent = token.ToByteArray();
            bent[i] ^= 1;
            Assert.Equal(PlaceState.NoPlace, (await PlaceAsync("mds", ByteString.CopyFrom(bent))).State);
        }

        Assert.Equal(PlaceState.NoPlace, (await PlaceAsync("mds", ByteString.CopyFromUtf8("nonsense"))).State);
        Assert.Equal(PlaceState.Gone, (await PlaceAsync("mds", room.Feed.TokenOf("mds", told[1].Position + 1))).State);
        using var other = await ReferralLab.OpenAsync(lab.NewDatabase());
        Assert.Equal(PlaceState.NoPlace, (await other.Watch.PlaceOfAsync("mds", token, CancellationToken.None)).State);

        Task<FeedPlace> PlaceAsync(string institution, ByteString from) => room.Watch.PlaceOfAsync(institution, from, CancellationToken.None);
    }

    [Fact(Timeout = 60_000)]
    public async Task Watches_of_an_institution_are_bounded()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var open = Enumerable.Range(0, ReferralWatch.MostOfOneInstitution).Select(_ => room.Watch.TryOpen("mds")!).ToList();

        Assert.Null(room.Watch.TryOpen("mds"));
        Assert.NotNull(room.Watch.TryOpen("mtess"));
        open[0].Dispose();
        Assert.NotNull(room.Watch.TryOpen("mds"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Quiet_watch_ends_with_its_agreement()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var looks = 0;

        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () =>
        {
            await foreach (var _ in room.Watch.FollowAsync("mds", 0, () => Asked(), CancellationToken.None))
                Assert.Fail("nothing happened");
        });

        void Asked()
        {
            if (++looks == 3)
                throw new UnauthorizedAccessException();
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Many_writers_at_several_hubs_leave_every_watcher_the_same_story_in_order()
    {
        const int writers = 8, each = 25;
        var database = lab.NewDatabase();
        using var one = await ReferralLab.OpenAsync(database);
        // one SQLite file serves one process
        using var second = shared ? await ReferralLab.OpenAsync(database) : null;
        var rooms = second is null ? new[] { one } : [one, second];
        using var enough = new CancellationTokenSource(Patience);
        var heard = rooms.SelectMany(room => new[] { "mds", "mtess" }.Select(party => HearAsync(room, party, 2 * writers * each, enough.Token))).ToArray();

        var acknowledged = new ConcurrentBag<(string, long)>();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var room = rooms[writer % rooms.Length];
            for (var i = 0; i < each; i++)
            {
                var sent = await room.SendAsync();
                acknowledged.Add((sent.ReferralId, 1));
                var accepted = await room.MoveAsync("mtess", sent.ReferralId, ReferralState.Accepted);
                acknowledged.Add((sent.ReferralId, accepted.Version));
            }
        })));

        var stories = await Task.WhenAll(heard);
        Assert.Equal(acknowledged.Order(), stories[0].Order());
        Assert.All(stories, story => Assert.Equal(stories[0], story));
    }

    [Fact(Timeout = 120_000)]
    public async Task Of_many_who_decide_at_once_one_wins_and_one_change_is_told()
    {
        var database = lab.NewDatabase();
        using var one = await ReferralLab.OpenAsync(database);
        using var second = shared ? await ReferralLab.OpenAsync(database, one.Time) : null;
        var rooms = second is null ? new[] { one } : [one, second];
        for (var round = 0; round < 10; round++)
        {
            var deadline = one.Time.GetUtcNow().AddHours(1);
            var id = (await one.SendAsync(deadline: deadline)).ReferralId;
            var before = (await one.ToldAsync("mtess")).Count;
            if (round % 2 == 1)
                one.Time.Move(TimeSpan.FromHours(2));

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => rooms[i % rooms.Length].TryMoveAsync(
                "mtess", id, i % 2 == 0 ? ReferralState.Accepted : ReferralState.Declined))).Append(Task.Run(async () =>
                {
                    await rooms[^1].Keeper.SweepAsync(CancellationToken.None);
                    return new Vamos.Hub.Referrals.ReferralOutcome(null, Vamos.Hub.Referrals.Refusal.WrongState, null);
                })));

            Assert.Equal(round % 2 == 0 ? 1 : 0, outcomes.Count(o => o.Referral is not null));
            Assert.Single((await one.ToldAsync("mtess")).Skip(before), e => e.Kind == ReferralEventKind.Changed);
        }
    }

    private static async Task<List<(string, long)>> HearAsync(ReferralLab room, string party, int count, CancellationToken cancellation)
    {
        var heard = new List<(string, long)>();
        var position = 0L;
        while (heard.Count < count)
        {
            // what is told must not depend on how it is read
            var next = await room.Feed.ReadAsync(party, position, 7, cancellation);
            heard.AddRange(next.Select(e => (e.Referral.ReferralId, e.VersionThen)));
            position = next.Count == 0 ? position : next[^1].Position;
            if (next.Count == 0)
                await Task.Delay(1, cancellation);
        }

        return heard;
    }
}

public sealed class SqliteFeedTests(SqliteLab lab) : FeedTests(lab, shared: false), IClassFixture<SqliteLab>;

public sealed class PostgresFeedTests(PostgresLab lab) : FeedTests(lab, shared: true), IClassFixture<PostgresLab>;
