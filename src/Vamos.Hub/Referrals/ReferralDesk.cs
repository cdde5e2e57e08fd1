namespace Vamos.Hub.Referrals;

using Google.Protobuf;
using Vamos.Hub.Referrals.Deadlines;
using Vamos.Hub.Referrals.Storing;
using Vamos.Referral.V1;

/// <summary>Sends people to services, and moves their referrals, for whoever may.</summary>
public sealed class ReferralDesk(ReferralBook book, IServiceDirectory services, TimeProvider time)
{
    /// <summary>Sends a person to a service.</summary>
    public async Task<ReferralOutcome> CreateAsync(NewReferral request, CancellationToken cancellation)
    {
        var service = await services.FindAsync(request.ServiceId, cancellation);
        return await OnceAsync(request.Key, (change, now) => CreateAsync(change, request, service, now), cancellation);
    }

    /// <summary>Accepts, declines or completes.</summary>
    public async Task<ReferralOutcome> MoveAsync(ReferralMove request, CancellationToken cancellation)
    {
        // asked outside the transaction, in which everybody else waits
        var seen = request.To == ReferralState.Accepted ? await book.FindAsync(request.ReferralId, cancellation) : null;
        var service = seen is null ? null : await services.FindAsync(seen.ServiceId, cancellation);
        return await OnceAsync(request.Key, (change, now) => MoveAsync(change, request, service, now), cancellation);
    }

    /// <summary>One referral of an institution; null when there is none.</summary>
    public async Task<StoredReferral?> FindAsync(string institution, string referralId, CancellationToken cancellation)
    {
        var referral = await book.FindAsync(referralId, cancellation);
        if (referral is null || !referral.IsOf(institution))
            return null;
        var now = Now();
        return referral.IsOverdue(now) ? await book.WriteAsync(change => change.FindAsync(referralId, now), cancellation) : referral;
    }

    /// <summary>One page of an institution's referrals, the latest change first.</summary>
    internal async Task<List<StoredReferral>> ListAsync(ReferralQuery query, CancellationToken cancellation)
    {
        var page = await book.ListAsync(query, cancellation);
        var now = Now();
        var overdue = page.Where(referral => referral.IsOverdue(now)).Select(referral => referral.ReferralId).ToList();
        if (overdue.Count == 0)
            return page;
        await book.WriteAsync(
            async change =>
            {
                foreach (var referralId in overdue)
                    await change.FindAsync(referralId, now);
                return true;
            },
            cancellation);
        return await book.ListAsync(query, cancellation);
    }

    // the same request again gets the first answer
    private Task<ReferralOutcome> OnceAsync(
        RequestKey key, Func<ReferralChange, long, Task<ReferralOutcome>> work, CancellationToken cancellation) => book.WriteAsync(
        async change =>
        {
            if (await change.AnswerOfAsync(key) is { } given)
            {
                return given.Content.AsSpan().SequenceEqual(key.Content)
                    ? ReferralOutcome.Of(Referral.Parser.ParseFrom(given.Answer))
                    : ReferralOutcome.Refused(Refusal.RequestIdReused);
            }

            var now = Now();
            var outcome = await work(change, now);
            if (outcome.Referral is { } referral)
                await change.KeepAnswerAsync(key, referral.ToByteArray(), now);
            return outcome;
        },
        cancellation);

    private static async Task<ReferralOutcome> CreateAsync(ReferralChange change, NewReferral request, ListedService? service, long now)
    {
        if (service is null)
            return ReferralOutcome.Refused(Refusal.NoSuchService);
        if (!service.TakesReferrals)
            return ReferralOutcome.Refused(Refusal.ServiceTakesNone);
        if (DeadlineTerms.Of(now, request.Deadline, service.AnswersWithin, DeadlineTerms.ToAccept) is not { } deadline)
            return ReferralOutcome.Refused(Refusal.DeadlineOutOfBounds);
        if (request.CounterTo.Length != 0 && await JudgeCounterAsync(change, request, service, now) is { } refused)
            return refused;

        var created = await change.AddAsync(new StoredReferral
        {
            ReferralId = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(now)).ToString("N"),
            Sender = request.Key.Caller,
            Receiver = service.Provider,
            ServiceId = service.ServiceId,
            PersonNumber = request.Person.Number,
            PersonLetter = request.Person.Letter,
            PersonCountry = request.Person.CountryCode,
            Reason = request.Reason,
            State = ReferralState.Sent,
            Deadline = deadline,
            RemindAt = DeadlineTerms.ReminderOf(now, deadline),
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
            CounterTo = request.CounterTo,
            CaseId = request.CaseId,
        });
        return ReferralOutcome.Of(created.ToMessage());
    }

    // whoever received somebody may send the person back, with what is next to do
    private static async Task<ReferralOutcome?> JudgeCounterAsync(ReferralChange change, NewReferral request, ListedService service, long now)
    {
        var answered = await change.FindAsync(request.CounterTo, now);
        if (answered is null || !answered.IsOf(request.Key.Caller))
            return ReferralOutcome.Refused(Refusal.NoSuchReferral);
        if (answered.Receiver != request.Key.Caller)
            return ReferralOutcome.Refused(Refusal.NotReceiver, answered);
        if (answered.State is not (ReferralState.Accepted or ReferralState.Completed))
            return ReferralOutcome.Refused(Refusal.WrongState, answered);
        if (service.Provider != answered.Sender)
            return ReferralOutcome.Refused(Refusal.CounterElsewhere, answered);
        return answered.Person.Equals(request.Person) ? null : ReferralOutcome.Refused(Refusal.CounterOfAnother, answered);
    }

    private static async Task<ReferralOutcome> MoveAsync(ReferralChange change, ReferralMove request, ListedService? service, long now)
    {
        var referral = await change.FindAsync(request.ReferralId, now);
        if (referral is null || !referral.IsOf(request.Key.Caller))
            return ReferralOutcome.Refused(Refusal.NoSuchReferral);
        var party = referral.Receiver == request.Key.Caller ? Party.Receiver : Party.Sender;
        if (!Moves.IsFor(party, request.To))
            return ReferralOutcome.Refused(Refusal.NotReceiver, referral);
        if (!Moves.Exists(referral.State, request.To))
            return ReferralOutcome.Refused(referral.State == ReferralState.Expired ? Refusal.Expired : Refusal.WrongState, referral);
        if (request.Version != 0 && request.Version != referral.Version)
            return ReferralOutcome.Refused(Refusal.Changed, referral);

        var moved = referral.In(request.To, now);
        if (request.To == ReferralState.Declined)
            moved = moved with { DeclineReason = request.Text };
        if (request.To == ReferralState.Completed)
            moved = moved with { Outcome = request.Text };
        if (request.To == ReferralState.Accepted)
        {
            if (DeadlineTerms.Of(now, request.Deadline, service?.ServesWithin, DeadlineTerms.ToComplete) is not { } deadline)
                return ReferralOutcome.Refused(Refusal.DeadlineOutOfBounds, referral);
            moved = moved with { Deadline = deadline, RemindAt = DeadlineTerms.ReminderOf(now, deadline) };
        }

        return ReferralOutcome.Of((await change.ReplaceAsync(moved)).ToMessage());
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
