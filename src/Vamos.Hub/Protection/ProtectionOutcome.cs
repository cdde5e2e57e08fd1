namespace Vamos.Hub.Protection;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Fips.V1;

/// <summary>What came of asking for somebody's protection.</summary>
/// <param name="Status">What is covered and where the gaps are; null when every source that was asked answered and none knows the person.</param>
/// <param name="Form">The household's form that counted; null without any.</param>
/// <param name="Trace">What the exchange log is to say of where it is from.</param>
public sealed record ProtectionOutcome(ProtectionStatus? Status, HouseholdRecord? Form, ExchangeRecord Trace)
{
    /// <summary>Codes of what the household as a whole lacks.</summary>
    public IEnumerable<string> HouseholdGaps => Gaps(Status?.Household);

    /// <summary>Everybody with a document who was looked at, for the exchange log.</summary>
    public IReadOnlyCollection<NationalId> People => [.. Status?.Members.Select(member => member.NationalId).OfType<NationalId>() ?? []];

    /// <summary>What is told of one person; null when that is nobody of the household.</summary>
    /// <param name="person">The person, in canonical form.</param>
    public MemberProtection? Of(NationalId person) => Status?.Members.FirstOrDefault(member => member.NationalId?.Equals(person) == true);

    /// <summary>Codes of what one person lacks.</summary>
    /// <param name="person">The person, in canonical form.</param>
    public IEnumerable<string> GapsOf(NationalId person) => Gaps(Of(person)?.Protections);

    private static IEnumerable<string> Gaps(IEnumerable<Vamos.Fips.V1.Protection>? told) =>
        (told ?? []).Where(protection => protection.State == ProtectionState.Gap).Select(protection => protection.Code);
}
