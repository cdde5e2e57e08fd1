namespace Vamos.Adapter.V1;

using Vamos.Common.V1;

/// <summary>What every side needs to do with an adapter's answer as a whole.</summary>
public sealed partial class PersonRecords
{
    /// <summary>The provenance of every fact; null where a fact has none, which breaks the contract.</summary>
    public IEnumerable<Provenance?> Provenances()
    {
        IEnumerable<Provenance?> facts =
        [
            .. Enrollments.Select(fact => fact.Provenance),
            .. Employment.Select(fact => fact.Provenance),
            .. Coverage.Select(fact => fact.Provenance),
            .. Immunizations.Select(fact => fact.Provenance),
            .. Households.Select(fact => fact.Provenance),
            .. RetirementBenefits.Select(fact => fact.Provenance),
            .. DisabilityCertificates.Select(fact => fact.Provenance),
            .. Pregnancies.Select(fact => fact.Provenance),
            .. SchoolEnrollments.Select(fact => fact.Provenance),
            .. NutritionAssessments.Select(fact => fact.Provenance),
            .. Livestock.Select(fact => fact.Provenance),
        ];
        if (Person is null)
            return facts;
        return Person.Death is { } death ? [Person.Provenance, death.Provenance, .. facts] : facts.Prepend(Person.Provenance);
    }
}
