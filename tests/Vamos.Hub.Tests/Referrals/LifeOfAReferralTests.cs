namespace Vamos.Hub.Tests.Referrals;

using Vamos.Hub.Referrals;
using Vamos.Hub.Referrals.Storing;
using Vamos.Hub.Tests.Storage;
using Vamos.Referral.V1;

public abstract class LifeOfAReferralTests(IStorageLab lab)
{
    [Fact(Timeout = 60_000)]
    public async Task Person_is_sent_accepted_served_and_sent_back()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var sent = await room.SendAsync();
        room.Time.Move(TimeSpan.FromHours(1));
        var accepted = await room.MoveAsync("mtess", sent.ReferralId, ReferralState.Accepted);
        var completed = await room.MoveAsync("mtess", sent.ReferralId, ReferralState.Completed);
        var back = await room.SendAsync("mtess", KnownServices.Transfer, counterTo: sent.ReferralId);

        Assert.Equal(("mds", "mtess", "99000004", "EXP-1"), (sent.SenderInstitution, sent.ReceiverInstitution, sent.NationalId.Number, sent.CaseId));
        Assert.Equal([1L, 2L, 3L, 1L], new[] { sent, accepted, completed, back }.Select(r => r.Version));
        Assert.Equal([ReferralState.Sent, ReferralState.Accepted, ReferralState.Completed, ReferralState.Sent], new[] { sent, accepted, completed, back }.Select(r => r.State));
        Assert.Equal(TimeSpan.FromHours(1), accepted.UpdateTime - accepted.CreateTime is var took ? took.ToTimeSpan() : default);
        Assert.Equal(("", "Así."), (accepted.Outcome, completed.Outcome));
        Assert.Equal(("mtess", "mds", sent.ReferralId), (back.SenderInstitution, back.ReceiverInstitution, back.CounterToReferralId));
        Assert.Equal(completed, await room.FindAsync("mds", sent.ReferralId));
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_is_no_party_finds_nothing_and_can_do_nothing()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var sent = await room.SendAsync();

        Assert.Null(await room.FindAsync("minna", sent.ReferralId));
        foreach (var to in new[] { ReferralState.Accepted, ReferralState.Declined, ReferralState.Completed })
            Assert.Equal(Refused(Refusal.NoSuchReferral), await room.TryMoveAsync("minna", sent.ReferralId, to));
        Assert.Equal(Refused(Refusal.NoSuchReferral), await room.TryMoveAsync("minna", "nothing", ReferralState.Accepted));
        Assert.Equal(Refused(Refusal.NoSuchReferral), await room.TrySendAsync("minna", KnownServices.Transfer, counterTo: sent.ReferralId));
        Assert.Empty(await room.ToldAsync("minna"));
        Assert.Empty(await room.Desk.ListAsync(new ReferralQuery("minna", ReferralDirection.Unspecified, [], long.MaxValue, 10), CancellationToken.None));
    }

    // what is allowed stands in the second row of each state
    [Theory(Timeout = 60_000)]
    [InlineData(ReferralState.Sent, "accepted declined")]
    [InlineData(ReferralState.Accepted, "completed")]
    [InlineData(ReferralState.Declined, "")]
    [InlineData(ReferralState.Completed, "")]
    [InlineData(ReferralState.Expired, "")]
    public async Task Only_the_receiver_moves_a_referral_and_only_as_its_state_allows(ReferralState state, string allowed)
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        foreach (var to in new[] { ReferralState.Accepted, ReferralState.Declined, ReferralState.Completed })
        {
            var id = (await room.SendAsync()).ReferralId;
            await BringAsync(room, id, state);

            var bySender = await room.TryMoveAsync("mds", id, to);
            var byReceiver = await room.TryMoveAsync("mtess", id, to);

            Assert.Equal(Refusal.NotReceiver, bySender.Refusal);
            var expected = allowed.Contains(to.ToString(), StringComparison.OrdinalIgnoreCase) ? Refusal.None
                : state == ReferralState.Expired ? Refusal.Expired
                : Refusal.WrongState;
            Assert.Equal(expected, byReceiver.Refusal);
            Assert.Equal(expected == Refusal.None ? to : state, (await room.FindAsync("mds", id))!.State);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Decision_about_a_version_that_is_no_longer_is_refused()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var id = (await room.SendAsync()).ReferralId;
        Assert.Equal(Refusal.Changed, (await room.TryMoveAsync("mtess", id, ReferralState.Accepted, version: 2)).Refusal);
        Assert.Equal(Refusal.None, (await room.TryMoveAsync("mtess", id, ReferralState.Accepted, version: 1)).Refusal);
        Assert.Equal(Refusal.Changed, (await room.TryMoveAsync("mtess", id, ReferralState.Completed, version: 1)).Refusal);
        Assert.Equal(Refusal.None, (await room.TryMoveAsync("mtess", id, ReferralState.Completed, version: 2)).Refusal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Service_must_be_offered_and_open()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        room.Services.Put(new ListedService(KnownServices.Clinic, "mspbs") { TakesReferrals = false });

        Assert.Equal(Refused(Refusal.NoSuchService), await room.TrySendAsync(service: "nothing"));
        Assert.Equal(Refused(Refusal.ServiceTakesNone), await room.TrySendAsync(service: KnownServices.Clinic));
        Assert.Empty(await room.ToldAsync("mds"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Counter_referral_leads_back_to_the_sender_about_the_same_person()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var sent = (await room.SendAsync()).ReferralId;

        Assert.Equal(Refusal.NotReceiver, (await room.TrySendAsync("mds", KnownServices.Course, counterTo: sent)).Refusal);
        Assert.Equal(Refusal.WrongState, (await room.TrySendAsync("mtess", KnownServices.Transfer, counterTo: sent)).Refusal);
        await room.MoveAsync("mtess", sent, ReferralState.Accepted);
        Assert.Equal(Refusal.CounterElsewhere, (await room.TrySendAsync("mtess", KnownServices.Clinic, counterTo: sent)).Refusal);
        Assert.Equal(Refusal.CounterOfAnother, (await room.TrySendAsync("mtess", KnownServices.Transfer, person: "99000005", counterTo: sent)).Refusal);
        Assert.Equal(Refusal.NoSuchReferral, (await room.TrySendAsync("mtess", KnownServices.Transfer, counterTo: "nothing")).Refusal);
        Assert.Equal(Refusal.None, (await room.TrySendAsync("mtess", KnownServices.Transfer, counterTo: sent)).Refusal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Same_request_again_gets_the_first_answer_and_does_nothing()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var first = await room.TrySendAsync(requestId: "r");
        room.Services.Remove(KnownServices.Course);
        var again = await room.TrySendAsync(requestId: "r");
        var id = first.Referral!.ReferralId;
        var accepted = await room.TryMoveAsync("mtess", id, ReferralState.Accepted, requestId: "r");
        await room.MoveAsync("mtess", id, ReferralState.Completed);
        var acceptedAgain = await room.TryMoveAsync("mtess", id, ReferralState.Accepted, requestId: "r");

        Assert.Equal(first.Referral, again.Referral);
        Assert.Equal(accepted.Referral, acceptedAgain.Referral);
        Assert.Equal(3, (await room.ToldAsync("mds")).Count);

        // another request, another caller, another method: each has identifiers of its own
        Assert.Equal(Refused(Refusal.RequestIdReused), await room.TrySendAsync(person: "99000005", requestId: "r"));
        Assert.Equal(Refusal.None, (await room.TrySendAsync("minna", KnownServices.Clinic, requestId: "r")).Refusal);
        Assert.Equal(3, (await room.ToldAsync("mds")).Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Refused_request_may_be_sent_again_and_old_answers_are_forgotten()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        room.Services.Put(new ListedService(KnownServices.Course, "mtess") { TakesReferrals = false });
        Assert.Equal(Refusal.ServiceTakesNone, (await room.TrySendAsync(requestId: "r")).Refusal);
        room.Services.Put(new ListedService(KnownServices.Course, "mtess"));
        var first = (await room.TrySendAsync(requestId: "r")).Referral!;

        room.Time.Move(TimeSpan.FromDays(29));
        await room.Keeper.ForgetAsync(CancellationToken.None);
        Assert.Equal(first, (await room.TrySendAsync(requestId: "r")).Referral);
        room.Time.Move(TimeSpan.FromDays(2));
        await room.Keeper.ForgetAsync(CancellationToken.None);
        Assert.NotEqual(first.ReferralId, (await room.TrySendAsync(requestId: "r")).Referral!.ReferralId);
    }

    [Fact(Timeout = 60_000)]
    public async Task Referrals_are_listed_by_side_and_state_the_latest_change_first_in_pages()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var sent = new List<string>();
        for (var i = 0; i < 5; i++)
            sent.Add((await room.SendAsync()).ReferralId);
        var received = (await room.SendAsync("mtess", KnownServices.Transfer)).ReferralId;
        await room.MoveAsync("mtess", sent[0], ReferralState.Declined);

        Assert.Equal([sent[0], received, sent[4], sent[3], sent[2], sent[1]], await ListAsync(ReferralDirection.Unspecified));
        Assert.Equal([received], await ListAsync(ReferralDirection.Received));
        Assert.Equal([sent[0]], await ListAsync(ReferralDirection.Sent, ReferralState.Declined, ReferralState.Completed));
        Assert.Equal([received, sent[4], sent[3], sent[2], sent[1]], await ListAsync(ReferralDirection.Unspecified, ReferralState.Sent));

        async Task<List<string>> ListAsync(ReferralDirection direction, params ReferralState[] states)
        {
            var all = new List<string>();
            var before = long.MaxValue;
            while (true)
            {
                var page = await room.Desk.ListAsync(new ReferralQuery("mds", direction, states, before, 2), CancellationToken.None);
                all.AddRange(page.Select(r => r.ReferralId));
                if (page.Count < 2)
                    return all;
                before = page[^1].Position;
            }
        }
    }

    internal static async Task BringAsync(ReferralLab room, string id, ReferralState state)
    {
        if (state is ReferralState.Accepted or ReferralState.Completed)
            await room.MoveAsync("mtess", id, ReferralState.Accepted);
        if (state is ReferralState.Declined or ReferralState.Completed)
            await room.MoveAsync("mtess", id, state);
        if (state == ReferralState.Expired)
            room.Time.Move(TimeSpan.FromDays(11));
    }

    private static ReferralOutcome Refused(Refusal why) => new(null, why, null);
}

public sealed class SqliteLifeOfAReferralTests(SqliteLab lab) : LifeOfAReferralTests(lab), IClassFixture<SqliteLab>;

public sealed class PostgresLifeOfAReferralTests(PostgresLab lab) : LifeOfAReferralTests(lab), IClassFixture<PostgresLab>;
