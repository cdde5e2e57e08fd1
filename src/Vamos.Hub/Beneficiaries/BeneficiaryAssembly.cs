namespace Vamos.Hub.Beneficiaries;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Hub.Sources;

/// <summary>Puts the answers of all sources side by side. Nothing is merged away: who said what stays visible.</summary>
internal static class BeneficiaryAssembly
{
    /// <summary>The beneficiary that the answers describe, in the order of the sources.</summary>
    public static Beneficiary Of(IReadOnlyList<SourceAnswer> answers)
    {
        // Others may hold the same answers, and a mask changes what it cuts.
        var beneficiary = new Beneficiary { Sources = { answers.Select(a => a.Status.Clone()) } };
        foreach (var answer in answers)
        {
            if (answer.OwnRecords() is { } records)
                Add(beneficiary, records);
        }

        beneficiary.Person = beneficiary.PersonRecords.FirstOrDefault()?.Clone();
        beneficiary.Conflicts.AddRange(PersonConflicts.Among(beneficiary.PersonRecords));
        return beneficiary;
    }

    private static void Add(Beneficiary beneficiary, PersonRecords records)
    {
        if (records.Person is { } person)
            beneficiary.PersonRecords.Add(person);
        beneficiary.Enrollments.AddRange(records.Enrollments);
        beneficiary.Employment.AddRange(records.Employment);
        beneficiary.Coverage.AddRange(records.Coverage);
        beneficiary.Immunizations.AddRange(records.Immunizations);
        beneficiary.Households.AddRange(records.Households);
        beneficiary.RetirementBenefits.AddRange(records.RetirementBenefits);
        beneficiary.DisabilityCertificates.AddRange(records.DisabilityCertificates);
        beneficiary.Pregnancies.AddRange(records.Pregnancies);
        beneficiary.SchoolEnrollments.AddRange(records.SchoolEnrollments);
        beneficiary.NutritionAssessments.AddRange(records.NutritionAssessments);
        beneficiary.Livestock.AddRange(records.Livestock);
    }
}
