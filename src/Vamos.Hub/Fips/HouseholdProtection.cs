namespace Vamos.Hub.Fips;

using Vamos.Common.V1;
using Vamos.Fips;
using Vamos.Hub.Caching;
using Vamos.Hub.Fips.RegistrySource;
using Vamos.Hub.Programmes;
using Vamos.Hub.Protection;
using Vamos.Trust.Agreements;

/// <summary>What people and the households of the registry are covered by, today.</summary>
public sealed class HouseholdProtection(FormRegistry registry, ProtectionLookup lookup, CurrentProgrammes programmes, TimeProvider time)
{
    /// <summary>Tells of a person and the household by the latest form that any source has.</summary>
    /// <param name="person">The person, in canonical form.</param>
    /// <param name="covered">Institutions whose data the agreement covers.</param>
    /// <param name="demand">What the caller accepts of answers kept from before.</param>
    /// <param name="timeLeft">Time until the caller's deadline.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public Task<ProtectionOutcome> OfPersonAsync(
        NationalId person, IReadOnlySet<string> covered, CacheDemand demand, TimeSpan timeLeft, CancellationToken cancellation) =>
        lookup.FindAsync(person, Question(covered, demand, timeLeft), cancellation);

    /// <summary>Tells of a household by the one view of all its forms.</summary>
    /// <param name="householdId">Its identifier.</param>
    /// <param name="covered">Institutions whose data the agreement covers.</param>
    /// <param name="demand">What the caller accepts of answers kept from before.</param>
    /// <param name="timeLeft">Time until the caller's deadline.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    /// <returns>What came of it; null when there is no such household, or the agreement does not cover the registry's data.</returns>
    public async Task<ProtectionOutcome?> OfHouseholdAsync(
        string householdId, IReadOnlySet<string> covered, CacheDemand demand, TimeSpan timeLeft, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        if (!covered.Contains(FormNames.Institution) || await registry.HouseholdAsync(householdId, cancellation) is not { } view)
            return null;
        var form = HouseholdFacts.Of(view, time.GetUtcNow());
        return await lookup.FindAsync(form, Question(covered, demand, timeLeft - time.GetElapsedTime(began)), cancellation);
    }

    private ProtectionQuestion Question(IReadOnlySet<string> covered, CacheDemand demand, TimeSpan timeLeft) =>
        new(programmes.Book.Protections, AgreementCalendar.Today(time), covered, demand, timeLeft);
}
