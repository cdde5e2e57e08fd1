namespace Vamos.Fips.Reconciliation;

using Vamos.Common.V1;

/// <summary>Who a member of a submitted form is.</summary>
/// <param name="SubmittedMemberId">The member, by the form's own identifier.</param>
/// <param name="KnownHouseholdId">Household in which this person is known; null for somebody new.</param>
/// <param name="KnownMemberId">Who it is there; null for somebody new.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProvisionalIds">Identifiers that the person had so far and keeps.</param>
public sealed record MemberMatch(
    string SubmittedMemberId, string? KnownHouseholdId, string? KnownMemberId, MatchReason Reason, IReadOnlyList<ProvisionalId> ProvisionalIds);
