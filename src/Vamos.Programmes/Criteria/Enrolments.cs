namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>Enrolments as several conditions look at them.</summary>
internal static class Enrolments
{
    /// <summary>Whether an enrolment in one of the programmes, in one of the states, is in force, by what is recorded.</summary>
    public static Truth InForce(in Case asked, IReadOnlyList<string> programmes, IReadOnlyList<EnrollmentStatus> statuses, Trail? trail)
    {
        var found = Truth.No;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Enrollments.Count; i++)
            {
                var enrolment = records.Enrollments[i];
                var programme = asked.Codes.Canonical(enrolment.ProgrammeCode);
                if (!programmes.Contains(programme))
                    continue;
                var counts = Stood(enrolment, statuses, asked.Day);
                if (counts != Truth.No)
                {
                    trail?.Uses(FactKind.Enrollment, Wording.Of(enrolment), enrolment.Provenance);
                    trail?.Concerns(programme);
                }

                found = found.Or(counts);
            }
        }

        return found;
    }

    /// <summary>
    /// Whether an enrolment was in one of the states on a day. A roll knows the state of today: of an enrolment that has ended since, nobody knows
    /// how it stood before.
    /// </summary>
    public static Truth Stood(Enrollment enrolment, IReadOnlyList<EnrollmentStatus> statuses, DateOnly day)
    {
        var inForce = Period.IsInForce(enrolment.StartDate, enrolment.EndDate, enrolment.Provenance, day);
        if (statuses.Contains(enrolment.Status))
            return inForce;
        var endedSince = enrolment.Status is EnrollmentStatus.Graduated or EnrollmentStatus.Deceased && enrolment.EndDate is not null;
        return enrolment.Status == EnrollmentStatus.Unspecified || endedSince ? inForce.And(Truth.Unknown) : Truth.No;
    }
}
