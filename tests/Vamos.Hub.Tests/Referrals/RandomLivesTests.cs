namespace Vamos.Hub.Tests.Referrals;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Hub.Referrals;
using Vamos.Hub.Tests.Storage;
using Vamos.Referral.V1;

/// <summary>Whatever anybody does in whatever order: no referral leaves its states, and every acknowledged change is told both parties once.</summary>
public abstract class RandomLivesTests(IStorageLab lab, int lives)
{
    private static readonly string[] Institutions = ["mds", "mtess", "mspbs", "minna"];
    private static readonly (string Id, string Provider)[] Services =
        [(KnownServices.Course, "mtess"), (KnownServices.Clinic, "mspbs"), (KnownServices.Transfer, "mds")];

    // who may bring what where, told a second time
    private static readonly HashSet<(ReferralState, ReferralState)> Allowed =
    [
        (ReferralState.Unspecified, ReferralState.Sent), (ReferralState.Sent, ReferralState.Accepted), (ReferralState.Sent, ReferralState.Declined),
        (ReferralState.Accepted, ReferralState.Completed), (ReferralState.Sent, ReferralState.Expired), (ReferralState.Accepted, ReferralState.Expired),
    ];

    private readonly HashSet<ReferralState> _reached = [];
    private int _counters;
    private int _repeated;
    private int _reminders;

    [Fact(Timeout = 180_000)]
    public async Task Random_lives_keep_to_the_rules_and_are_told_once()
    {
        await Task.Run(() => Prop.ForAll(
            Gen.Choose(0, 999).Four().ListOf(150).ToArbitrary(), steps => LiveAsync([.. steps]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(lives)));

        // lives in which nothing happens would prove nothing
        Assert.Equal(Enum.GetValues<ReferralState>().Where(state => state != ReferralState.Unspecified), _reached.Order());
        Assert.All([_counters, _repeated, _reminders], count => Assert.NotEqual(0, count));
    }

    private async Task LiveAsync((int What, int Who, int Which, int How)[] steps)
    {
        using var room = await ReferralLab.OpenAsync(lab.NewDatabase());
        var known = new Dictionary<string, Referral>();
        var acknowledged = new HashSet<(string Id, long Version)>();
        (Func<Task<ReferralOutcome>> Request, Referral Answer)? latest = null;
        var requests = 0;
        foreach (var (what, who, which, how) in steps)
        {
            // some of the latest, and half of the time whoever may move it, so that lives get somewhere
            var referral = known.Count == 0 ? null : known.Values.ElementAt(known.Count - 1 - (which % Math.Min(known.Count, 4)));
            var caller = referral is not null && who >= 500 ? referral.ReceiverInstitution : Institutions[who % Institutions.Length];
            var requestId = how % 7 == 0 ? $"r{how % 6}" : $"own{++requests}";
            switch (what % 10)
            {
                case 0 or 1 when referral is not null:
                    // back to the sender, or at least so it is said
                    var home = Services.FirstOrDefault(s => s.Provider == referral.SenderInstitution, Services[how % Services.Length]).Id;
                    var person = which % 5 == 0 ? "99000009" : referral.NationalId.Number;
                    var service = how % 5 == 0 ? KnownServices.Clinic : home;
                    await DoAsync(null, () => room.TrySendAsync(caller, service, person, counterTo: referral.ReferralId, requestId: requestId));
                    break;
                case 0 or 1 or 2:
                    await DoAsync(null, () => room.TrySendAsync(caller, Services[how % Services.Length].Id, $"9900000{which % 3}", requestId: requestId));
                    break;
                case 3 or 4 or 5 when referral is not null:
                    var (to, version) = ((ReferralState)(2 + (how % 3)), how % 4 == 0 ? referral.Version : 0);
                    await DoAsync(caller, () => room.TryMoveAsync(caller, referral.ReferralId, to, version, requestId: requestId));
                    break;
                case 6 when latest is not null:
                    // sent once more by somebody who did not hear the answer
                    Assert.Equal(latest.Value.Answer, (await latest.Value.Request()).Referral);
                    _repeated++;
                    break;
                case 7:
                    room.Time.Move(TimeSpan.FromHours(how % 150));
                    break;
                case 8:
                    await room.Keeper.SweepAsync(CancellationToken.None);
                    break;
                case 9 when referral is not null:
                    var seen = await room.FindAsync(caller, referral.ReferralId);
                    Assert.Equal(caller == referral.SenderInstitution || caller == referral.ReceiverInstitution, seen is not null);
                    break;
            }
        }

        await room.Keeper.SweepAsync(CancellationToken.None);
        await JudgeAsync(room, known, acknowledged);

        async Task DoAsync(string? mover, Func<Task<ReferralOutcome>> request)
        {
            if ((await request()).Referral is not { } now)
                return;
            latest = (request, now);
            if (!acknowledged.Add((now.ReferralId, now.Version)))
                return;
            _counters += now.CounterToReferralId.Length == 0 ? 0 : 1;
            var before = known.GetValueOrDefault(now.ReferralId);
            Assert.Equal((before?.Version ?? 0) + 1, now.Version);
            Assert.Contains((before?.State ?? ReferralState.Unspecified, now.State), Allowed);
            if (mover is not null)
                Assert.Equal(now.ReceiverInstitution, mover);
            Assert.Equal(Services.Single(s => s.Id == now.ServiceId).Provider, now.ReceiverInstitution);
            known[now.ReferralId] = now;
        }
    }

    private async Task JudgeAsync(ReferralLab room, Dictionary<string, Referral> known, HashSet<(string Id, long Version)> acknowledged)
    {
        foreach (var institution in Institutions)
        {
            var told = await room.ToldAsync(institution);
            _reached.UnionWith(told.Select(e => e.Referral.State));
            _reminders += told.Count(e => e.Kind == ReferralEventKind.Reminder);
            var changes = told.Where(e => e.Kind == ReferralEventKind.Changed).Select(e => (e.Referral.ReferralId, e.VersionThen)).ToList();
            Assert.Equal(changes.Count, changes.Distinct().Count());
            Assert.Equal(told.Select(e => e.Position).Order(), told.Select(e => e.Position));
            var own = known.Values.Where(r => r.SenderInstitution == institution || r.ReceiverInstitution == institution).Select(r => r.ReferralId).ToHashSet();
            Assert.All(changes, change => Assert.Contains(change.ReferralId, own));
            Assert.All(acknowledged.Where(a => own.Contains(a.Id)), a => Assert.Contains(a, changes));

            // what was told and never acknowledged to anybody, the hub did itself
            foreach (var (id, version) in changes.Where(change => !acknowledged.Contains(change)))
            {
                var now = told.First(e => e.Referral.ReferralId == id).Referral;
                Assert.Equal((ReferralState.Expired, version), (now.State, now.Version));
            }

            // at most one reminder while it waits, one while it is served
            var reminders = told.Where(e => e.Kind == ReferralEventKind.Reminder).Select(e => (e.Referral.ReferralId, e.VersionThen)).ToList();
            Assert.Equal(reminders.Distinct(), reminders);
        }
    }
}

public sealed class SqliteRandomLivesTests(SqliteLab lab) : RandomLivesTests(lab, lives: 15), IClassFixture<SqliteLab>;

public sealed class PostgresRandomLivesTests(PostgresLab lab) : RandomLivesTests(lab, lives: 15), IClassFixture<PostgresLab>;
