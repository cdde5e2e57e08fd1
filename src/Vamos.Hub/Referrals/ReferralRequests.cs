namespace Vamos.Hub.Referrals;

using Vamos.Common.V1;
using Vamos.Hub.Referrals.Storing;
using Vamos.Referral.V1;

/// <summary>A person to be sent to a service.</summary>
/// <param name="Key">The request; its caller is the sender.</param>
/// <param name="Person">The person, in canonical form.</param>
/// <param name="ServiceId">The service.</param>
/// <param name="Reason">Why.</param>
/// <param name="Deadline">Last moment to accept; null for the usual one.</param>
/// <param name="CounterTo">The referral that this one answers; empty for none.</param>
/// <param name="CaseId">Number of the case at the sender; empty for none.</param>
public sealed record NewReferral(
    RequestKey Key, NationalId Person, string ServiceId, string Reason, DateTimeOffset? Deadline, string CounterTo, string CaseId);

/// <summary>A referral to be brought into another state.</summary>
/// <param name="Key">The request, and its caller.</param>
/// <param name="ReferralId">The referral.</param>
/// <param name="To">The state.</param>
/// <param name="Text">Why it is declined, or what came of it.</param>
/// <param name="Version">Version that the caller saw; 0 does not check.</param>
/// <param name="Deadline">Last moment to complete what is accepted; null for the usual one.</param>
public sealed record ReferralMove(RequestKey Key, string ReferralId, ReferralState To, string Text, long Version, DateTimeOffset? Deadline);
