namespace Vamos.Hub.Tests.Referrals;

using Vamos.Hub.Referrals;
using Vamos.Hub.Referrals.Storing;
using Vamos.Hub.Tests.Storage;
using Vamos.Referral.V1;

public abstract class DeadlineTests(IStorageLab lab)
{
    [Fact(Timeout = 60_000)]
    public async Task Deadline_is_the_one_asked_for_or_promised_or_usual()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        room.Services.Put(new ListedService(KnownServices.Clinic, "mspbs") { AnswersWithin = TimeSpan.FromDays(2), ServesWithin = TimeSpan.FromDays(5) });
        var usual = await room.SendAsync();
        var promised = await room.SendAsync(service: KnownServices.Clinic);
        var asked = await room.SendAsync(deadline: ReferralLab.Start.AddHours(3));
        room.Time.Move(TimeSpan.FromHours(1));

        Assert.Equal(ReferralLab.Start.AddDays(10), usual.Deadline.ToDateTimeOffset());
        Assert.Equal(ReferralLab.Start.AddDays(2), promised.Deadline.ToDateTimeOffset());
        Assert.Equal(ReferralLab.Start.AddHours(3), asked.Deadline.ToDateTimeOffset());
        var now = room.Time.GetUtcNow();
        Assert.Equal(now.AddDays(30), (await room.MoveAsync("mtess", usual.ReferralId, ReferralState.Accepted)).Deadline.ToDateTimeOffset());
        Assert.Equal(now.AddDays(5), (await room.MoveAsync("mspbs", promised.ReferralId, ReferralState.Accepted)).Deadline.ToDateTimeOffset());
        Assert.Equal(now.AddDays(7), (await room.MoveAsync("mtess", asked.ReferralId, ReferralState.Accepted, now.AddDays(7))).Deadline.ToDateTimeOffset());
    }

    [Fact(Timeout = 60_000)]
    public async Task Deadline_that_has_passed_or_is_years_away_is_refused()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        foreach (var deadline in new[] { ReferralLab.Start, ReferralLab.Start.AddDays(-1), ReferralLab.Start.AddDays(367) })
            Assert.Equal(Refusal.DeadlineOutOfBounds, (await room.TrySendAsync(deadline: deadline)).Refusal);
        var sent = await room.SendAsync();
        Assert.Equal(Refusal.DeadlineOutOfBounds, (await room.TryMoveAsync("mtess", sent.ReferralId, ReferralState.Accepted, deadline: ReferralLab.Start)).Refusal);
        Assert.Equal(ReferralState.Sent, (await room.FindAsync("mds", sent.ReferralId))!.State);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(ReferralState.Sent, 10)]
    [InlineData(ReferralState.Accepted, 30)]
    public async Task Referral_that_nobody_moves_is_reminded_of_once_and_expires_once(ReferralState state, int days)
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var id = (await room.SendAsync()).ReferralId;
        await LifeOfAReferralTests.BringAsync(room, id, state);
        var before = (await room.ToldAsync("mtess")).Count;

        await AtAsync(TimeSpan.FromDays(days - 1) - TimeSpan.FromSeconds(1), []);
        await AtAsync(TimeSpan.FromDays(days - 1), [ReferralEventKind.Reminder]);
        await AtAsync(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1), [ReferralEventKind.Reminder]);
        await AtAsync(TimeSpan.FromDays(days), [ReferralEventKind.Reminder, ReferralEventKind.Changed]);
        await AtAsync(TimeSpan.FromDays(days + 100), [ReferralEventKind.Reminder, ReferralEventKind.Changed]);
        Assert.Equal(ReferralState.Expired, (await room.FindAsync("mds", id))!.State);
        Assert.Equal((await room.ToldAsync("mds")).Select(e => (e.Position, e.Kind)), (await room.ToldAsync("mtess")).Select(e => (e.Position, e.Kind)));

        async Task AtAsync(TimeSpan moment, ReferralEventKind[] told)
        {
            room.Time.Move(ReferralLab.Start + moment - room.Time.GetUtcNow());
            await room.Keeper.SweepAsync(CancellationToken.None);
            await room.Keeper.SweepAsync(CancellationToken.None);
            Assert.Equal(told, (await room.ToldAsync("mtess")).Skip(before).Select(e => e.Kind));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Short_time_is_reminded_of_when_a_tenth_is_left()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        await room.SendAsync(deadline: ReferralLab.Start.AddHours(10));

        room.Time.Move(TimeSpan.FromHours(9) - TimeSpan.FromSeconds(1));
        await room.Keeper.SweepAsync(CancellationToken.None);
        Assert.Single(await room.ToldAsync("mds"));
        room.Time.Move(TimeSpan.FromSeconds(1));
        await room.Keeper.SweepAsync(CancellationToken.None);
        Assert.Equal(ReferralEventKind.Reminder, (await room.ToldAsync("mds"))[^1].Kind);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nobody_accepts_or_completes_between_the_deadline_and_the_next_sweep()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var waiting = (await room.SendAsync()).ReferralId;
        var seen = (await room.SendAsync()).ReferralId;
        var listed = (await room.SendAsync()).ReferralId;
        room.Time.Move(TimeSpan.FromDays(10));

        Assert.Equal(Refusal.Expired, (await room.TryMoveAsync("mtess", waiting, ReferralState.Accepted)).Refusal);
        Assert.Equal(ReferralState.Expired, (await room.FindAsync("mds", seen))!.State);
        var query = new ReferralQuery("mds", ReferralDirection.Sent, [ReferralState.Sent], long.MaxValue, 10);
        Assert.Empty(await room.Desk.ListAsync(query, CancellationToken.None));
        Assert.Equal(ReferralState.Expired, (await room.FindAsync("mds", listed))!.State);

        // told once, by whoever noticed first
        await room.Keeper.SweepAsync(CancellationToken.None);
        Assert.Equal(6, (await room.ToldAsync("mtess")).Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Restart_neither_repeats_a_reminder_nor_loses_one()
    {
        var database = lab.NewDatabase();
        var room = await ReferralLab.OpenAsync(database);
        await room.SendAsync();
        room.Time.Move(TimeSpan.FromDays(9));
        await room.Keeper.SweepAsync(CancellationToken.None);
        await room.SendAsync();
        room.Time.Move(TimeSpan.FromDays(0.5));
        room.Dispose();

        room.Time.Move(TimeSpan.FromDays(9));
        using var again = await ReferralLab.OpenAsync(database, room.Time);
        await again.Keeper.SweepAsync(CancellationToken.None);

        var told = await again.ToldAsync("mds");
        Assert.Equal(
            [ReferralEventKind.Changed, ReferralEventKind.Reminder, ReferralEventKind.Changed, ReferralEventKind.Changed, ReferralEventKind.Reminder], told.Select(e => e.Kind));
        Assert.Equal(ReferralState.Expired, told[3].Referral.State);
    }

    [Fact(Timeout = 60_000)]
    public async Task Sweep_deals_with_more_than_it_takes_at_once()
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        for (var i = 0; i < 250; i++)
            await room.SendAsync();
        room.Time.Move(TimeSpan.FromDays(10));

        await room.Keeper.SweepAsync(CancellationToken.None);

        Assert.Equal(500, (await room.ToldAsync("mtess")).Count);
    }
}

public sealed class SqliteDeadlineTests(SqliteLab lab) : DeadlineTests(lab), IClassFixture<SqliteLab>;

public sealed class PostgresDeadlineTests(PostgresLab lab) : DeadlineTests(lab), IClassFixture<PostgresLab>;
