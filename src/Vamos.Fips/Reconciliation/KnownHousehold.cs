namespace Vamos.Fips.Reconciliation;

using Vamos.Fips.V1;

/// <summary>A household as it is stored.</summary>
/// <param name="HouseholdId">Its identifier.</param>
/// <param name="LatestForms">The latest version of each of its forms as <see cref="HouseholdMatch.Place"/> gave it, in any order.</param>
public sealed record KnownHousehold(string HouseholdId, IReadOnlyList<IntegratedProtectionForm> LatestForms);
