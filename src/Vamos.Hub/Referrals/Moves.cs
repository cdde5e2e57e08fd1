namespace Vamos.Hub.Referrals;

using Vamos.Referral.V1;

/// <summary>Who may bring a referral from which state into which. What is not listed is not allowed.</summary>
internal static class Moves
{
    /// <summary>Every move there is.</summary>
    public static IReadOnlyList<Move> All { get; } =
    [
        new(ReferralState.Sent, ReferralState.Accepted, Party.Receiver),
        new(ReferralState.Sent, ReferralState.Declined, Party.Receiver),
        new(ReferralState.Accepted, ReferralState.Completed, Party.Receiver),
        new(ReferralState.Sent, ReferralState.Expired, Party.Hub),
        new(ReferralState.Accepted, ReferralState.Expired, Party.Hub),
    ];

    /// <summary>Whether somebody waits for the end of a referral in this state, so that it has a deadline.</summary>
    public static bool IsOpen(ReferralState state) => All.Any(move => move.From == state);

    /// <summary>Whether a move exists.</summary>
    public static bool Exists(ReferralState from, ReferralState to) => All.Any(move => move.From == from && move.To == to);

    /// <summary>Whether a party ever brings a referral into a state.</summary>
    public static bool IsFor(Party party, ReferralState to) => All.Any(move => move.By == party && move.To == to);
}

/// <summary>One move.</summary>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="By">Who makes it.</param>
internal sealed record Move(ReferralState From, ReferralState To, Party By);

/// <summary>Who has a part in a referral.</summary>
internal enum Party
{
    /// <summary>The institution that sends the person.</summary>
    Sender,

    /// <summary>The institution that provides the service.</summary>
    Receiver,

    /// <summary>The hub, which keeps the deadlines.</summary>
    Hub,
}
