namespace Vamos.Programmes.Protections;

using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Programmes.Facts;

/// <summary>Where that comes from which decided.</summary>
internal static class Witnesses
{
    /// <summary>One provenance for each system, that of its latest fact: a child has twenty doses, and who gave them is told once.</summary>
    public static IEnumerable<Provenance> Of(IEnumerable<UsedFact> facts) => facts
        .Select(fact => fact.Provenance)
        .OfType<Provenance>()
        .GroupBy(provenance => (provenance.Institution, provenance.System))
        .Select(same => same.MaxBy(provenance => provenance.AsOf?.Seconds ?? long.MinValue)!);

    /// <summary>Those who answered that nothing is recorded.</summary>
    public static IEnumerable<Provenance> OfSilence(PersonFacts facts, FactKindSet kinds)
    {
        foreach (var (institution, offered) in facts.Offers.ByInstitution)
        {
            if ((offered & kinds).IsEmpty)
                continue;
            foreach (var answer in facts.Answers)
            {
                if (answer.Status.Institution == institution && answer.Status.State is SourceState.Ok or SourceState.Partial or SourceState.NotFound)
                    yield return answer.Status.Provenance ?? new Provenance { Institution = institution };
            }
        }
    }
}
