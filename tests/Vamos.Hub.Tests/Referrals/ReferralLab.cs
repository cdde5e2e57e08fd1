namespace Vamos.Hub.Tests.Referrals;

using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Common.V1;
using Vamos.Hub.Referrals;
using Vamos.Hub.Referrals.Deadlines;
using Vamos.Hub.Referrals.Feed;
using Vamos.Hub.Referrals.Storing;
using Vamos.Hub.Tests.Exchange.Agreements;
using Vamos.Referral.V1;

/// <summary>The room without its doors: a book in a database of its own, a catalogue, and a clock that the test moves.</summary>
internal sealed class ReferralLab : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static int _requests;

    private readonly ReferralBook _book;

    private ReferralLab(string connectionString, ReferralBook book, SteppedTime time, KnownServices services)
    {
        (ConnectionString, _book, Time, Services) = (connectionString, book, time, services);
        Desk = new ReferralDesk(book, services, time);
        Keeper = new DeadlineKeeper(book, time, NullLogger<DeadlineKeeper>.Instance);
        Watch = new ReferralWatch(book);
    }

    public string ConnectionString { get; }

    public SteppedTime Time { get; }

    public KnownServices Services { get; }

    public ReferralDesk Desk { get; }

    public DeadlineKeeper Keeper { get; }

    public ReferralWatch Watch { get; }

    public ReferralFeed Feed => _book.Feed;

    public static async Task<ReferralLab> OpenAsync(string connectionString, SteppedTime? time = null)
    {
        var clock = time ?? new SteppedTime(Start);
        return new ReferralLab(connectionString, await ReferralBook.OpenAsync(connectionString, clock, CancellationToken.None), clock, new KnownServices());
    }

    public Task<ReferralOutcome> TrySendAsync(
        string sender = "mds", string service = KnownServices.Course, string person = "99000004", DateTimeOffset? deadline = null, string counterTo = "",
        string? requestId = null, string reason = "Busca empleo.") => Desk.CreateAsync(
        new NewReferral(
            Key(sender, "create", requestId, $"{service} {person} {deadline} {counterTo} {reason}"),
            new NationalId { Number = person }, service, reason, deadline, counterTo, "EXP-1"),
        CancellationToken.None);

    public async Task<Referral> SendAsync(
        string sender = "mds", string service = KnownServices.Course, string person = "99000004", DateTimeOffset? deadline = null, string counterTo = "") =>
        Done(await TrySendAsync(sender, service, person, deadline, counterTo));

    public Task<ReferralOutcome> TryMoveAsync(
        string caller, string referralId, ReferralState to, long version = 0, DateTimeOffset? deadline = null, string? requestId = null, string text = "Así.") =>
        Desk.MoveAsync(
            new ReferralMove(Key(caller, to.ToString(), requestId, $"{referralId} {to} {version} {deadline} {text}"), referralId, to, text, version, deadline),
            CancellationToken.None);

    public async Task<Referral> MoveAsync(string caller, string referralId, ReferralState to, DateTimeOffset? deadline = null) =>
        Done(await TryMoveAsync(caller, referralId, to, 0, deadline));

    public async Task<Referral?> FindAsync(string institution, string referralId) =>
        (await Desk.FindAsync(institution, referralId, CancellationToken.None))?.ToMessage();

    /// <summary>All that an institution was ever told.</summary>
    public async Task<IReadOnlyList<FeedEvent>> ToldAsync(string institution) => await Feed.ReadAsync(institution, 0, int.MaxValue, CancellationToken.None);

    public void Dispose() => _book.Dispose();

    private static Referral Done(ReferralOutcome outcome)
    {
        Assert.Equal(Refusal.None, outcome.Refusal);
        return outcome.Referral!;
    }

    private static RequestKey Key(string caller, string method, string? requestId, string content) =>
        new(caller, method, requestId ?? $"request-{Interlocked.Increment(ref _requests)}", Encoding.UTF8.GetBytes(content));
}
