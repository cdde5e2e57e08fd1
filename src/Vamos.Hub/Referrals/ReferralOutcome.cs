namespace Vamos.Hub.Referrals;

using Vamos.Referral.V1;

/// <summary>What came of a request: a referral, or why not.</summary>
/// <param name="Referral">The referral; null when it was refused.</param>
/// <param name="Refusal">Why it was refused.</param>
/// <param name="About">The referral that a refusal is about; null when the caller must not know of it, or there is none.</param>
public sealed record ReferralOutcome(Referral? Referral, Refusal Refusal, StoredReferral? About)
{
    internal static ReferralOutcome Of(Referral referral) => new(referral, Refusal.None, null);

    internal static ReferralOutcome Refused(Refusal why, StoredReferral? about = null) => new(null, why, about);
}

/// <summary>Why a request is refused.</summary>
public enum Refusal
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>There is no such referral, or it is none of the caller's business.</summary>
    NoSuchReferral,

    /// <summary>Nobody offers the service.</summary>
    NoSuchService,

    /// <summary>The service takes nobody now.</summary>
    ServiceTakesNone,

    /// <summary>The deadline has passed already, or is too far off.</summary>
    DeadlineOutOfBounds,

    /// <summary>Only the receiver may do that, and the caller is the sender.</summary>
    NotReceiver,

    /// <summary>The state does not allow it.</summary>
    WrongState,

    /// <summary>The deadline has passed.</summary>
    Expired,

    /// <summary>It has changed since the caller saw it.</summary>
    Changed,

    /// <summary>The identifier belongs to another request.</summary>
    RequestIdReused,

    /// <summary>What answers a referral must lead back to its sender.</summary>
    CounterElsewhere,

    /// <summary>What answers a referral must be about its person.</summary>
    CounterOfAnother,
}
