namespace Vamos.Clients.Referrals;

using Vamos.Clients.Calls;

/// <summary>What is particular about one call. Whatever is left out follows the connection and the agreement.</summary>
public sealed record ReferralOptions
{
    /// <summary>Last moment to accept, or, when accepting, to complete; null means the time that the provider promises.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The referral that a new one answers back to its sender; empty for none.</summary>
    public string CounterTo { get; init; } = "";

    /// <summary>Version of the referral that the decision rests on: the hub refuses when it has changed since. 0 does not check.</summary>
    public long Version { get; init; }

    /// <summary>
    /// Our identifier of this request. The same one again gets the first answer, for 30 days; so keep one with what you are about to do, and a repetition
    /// after a crash does nothing twice. Empty makes one up for this call and its retries.
    /// </summary>
    public string RequestId { get; init; } = "";

    /// <summary>Time the call may take in all; null for the connection's. See <see cref="VamosClientOptions.Deadline"/>.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Purpose, case and user; null for the connection's. The case becomes that of a new referral.</summary>
    public CallDeclaration? Declaration { get; init; }
}
