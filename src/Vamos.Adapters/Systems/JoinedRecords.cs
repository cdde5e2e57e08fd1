namespace Vamos.Adapters.Systems;

using Vamos.Adapter.V1;

/// <summary>What several systems of one institution know about a person, put into one answer.</summary>
internal static class JoinedRecords
{
    /// <summary>
    /// Joins answers about the same person. Facts stand side by side. Of two descriptions of the person the first counts, and a death that only
    /// another system knows is added to it with that system's provenance.
    /// </summary>
    /// <param name="answers">One for each system that answered, in order.</param>
    /// <param name="missing">What to say of the systems that did not.</param>
    public static PersonRecords Of(IReadOnlyList<PersonRecords> answers, IReadOnlyList<RecordIssue> missing)
    {
        if (answers.Count == 1 && missing.Count == 0)
            return answers[0];
        var joined = answers[0].Clone();
        foreach (var other in answers.Skip(1))
        {
            joined.Found |= other.Found;
            if (joined.Person is null)
                joined.Person = other.Person;
            else if (joined.Person.Death is null && other.Person?.Death is { } death)
                joined.Person.Death = death;
            joined.Enrollments.Add(other.Enrollments);
            joined.Employment.Add(other.Employment);
            joined.Coverage.Add(other.Coverage);
            joined.Immunizations.Add(other.Immunizations);
            joined.Households.Add(other.Households);
            joined.RetirementBenefits.Add(other.RetirementBenefits);
            joined.DisabilityCertificates.Add(other.DisabilityCertificates);
            joined.Pregnancies.Add(other.Pregnancies);
            joined.SchoolEnrollments.Add(other.SchoolEnrollments);
            joined.NutritionAssessments.Add(other.NutritionAssessments);
            joined.Livestock.Add(other.Livestock);
            joined.Issues.Add(other.Issues);
        }

        joined.Issues.Add(missing);
        return joined;
    }
}
