namespace Vamos.Hub.Sources;

using Vamos.Adapter.V1;
using Vamos.Common.V1;

/// <summary>
/// What an adapter's answer must keep to before anything of it is used. A wrong answer that was believed would put one
/// person's data under another's name.
/// </summary>
internal static class AnswerContract
{
    /// <summary>The rule that an answer breaks, without personal data; null when it keeps to all.</summary>
    public static string? Broken(NationalId asked, string institution, PersonRecords? records)
    {
        if (records is null)
            return "the records are missing";
        if (records.NationalId is null || !records.NationalId.Canonical().Equals(asked.Canonical()))
            return "the records are of another person than was asked for";
        if (!records.Found)
            return HoldsFacts(records) ? "facts are given for a person said to be unknown" : null;
        if (records.Person is { NationalId: { } own } && !own.Canonical().Equals(asked.Canonical()))
            return "the person in the records is another than was asked for";
        if (Provenances(records).Any(p => p is null))
            return "a fact has no provenance";
        if (Provenances(records).Any(p => p!.Institution != institution))
            return "a fact claims to be of another institution";
        return null;
    }

    private static bool HoldsFacts(PersonRecords records) => records.Person is not null || Provenances(records).Any();

    private static IEnumerable<Provenance?> Provenances(PersonRecords records)
    {
        IEnumerable<Provenance?> facts =
        [
            .. records.Enrollments.Select(f => f.Provenance),
            .. records.Employment.Select(f => f.Provenance),
            .. records.Coverage.Select(f => f.Provenance),
            .. records.Immunizations.Select(f => f.Provenance),
            .. records.Households.Select(f => f.Provenance),
            .. records.RetirementBenefits.Select(f => f.Provenance),
            .. records.DisabilityCertificates.Select(f => f.Provenance),
            .. records.Pregnancies.Select(f => f.Provenance),
            .. records.SchoolEnrollments.Select(f => f.Provenance),
            .. records.NutritionAssessments.Select(f => f.Provenance),
            .. records.Livestock.Select(f => f.Provenance),
        ];
        return records.Person is { } person ? facts.Prepend(person.Provenance) : facts;
    }
}
