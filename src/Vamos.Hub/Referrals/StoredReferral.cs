namespace Vamos.Hub.Referrals;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Referral.V1;

/// <summary>A referral as it is kept. Moments are milliseconds of Unix time.</summary>
public sealed record StoredReferral
{
    public string ReferralId { get; init; } = "";

    public string Sender { get; init; } = "";

    public string Receiver { get; init; } = "";

    public string ServiceId { get; init; } = "";

    public string PersonNumber { get; init; } = "";

    public string PersonLetter { get; init; } = "";

    public string PersonCountry { get; init; } = "";

    public string Reason { get; init; } = "";

    public ReferralState State { get; init; }

    public long Deadline { get; init; }

    /// <summary>When to remind of the deadline; null once that was done.</summary>
    public long? RemindAt { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public long Version { get; init; }

    public string DeclineReason { get; init; } = "";

    public string Outcome { get; init; } = "";

    public string CounterTo { get; init; } = "";

    public string CaseId { get; init; } = "";

    /// <summary>Position of its latest change in the feed.</summary>
    public long Position { get; init; }

    /// <summary>When the hub has to do something about it; null in a final state.</summary>
    public long? DueAt => Moves.IsOpen(State) ? RemindAt ?? Deadline : null;

    /// <summary>The person.</summary>
    public NationalId Person => new() { Number = PersonNumber, Letter = PersonLetter, CountryCode = PersonCountry };

    /// <summary>Whether an institution has a part in it. Nobody else learns that it exists.</summary>
    public bool IsOf(string institution) => Sender == institution || Receiver == institution;

    /// <summary>Whether its deadline has passed, whatever its state still says.</summary>
    public bool IsOverdue(long now) => Moves.IsOpen(State) && Deadline <= now;

    /// <summary>The referral in another state.</summary>
    public StoredReferral In(ReferralState state, long now) => this with
    {
        State = state,
        RemindAt = null,
        UpdatedAt = Math.Max(now, UpdatedAt),
        Version = Version + 1,
    };

    /// <summary>As the contract has it.</summary>
    public Referral ToMessage() => new()
    {
        ReferralId = ReferralId,
        NationalId = Person,
        SenderInstitution = Sender,
        ReceiverInstitution = Receiver,
        ServiceId = ServiceId,
        Reason = Reason,
        State = State,
        Deadline = Moment(Deadline),
        CreateTime = Moment(CreatedAt),
        UpdateTime = Moment(UpdatedAt),
        Version = Version,
        DeclineReason = DeclineReason,
        Outcome = Outcome,
        CounterToReferralId = CounterTo,
        CaseId = CaseId,
    };

    private static Timestamp Moment(long milliseconds) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
