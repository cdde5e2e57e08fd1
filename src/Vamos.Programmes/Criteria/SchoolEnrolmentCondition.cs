namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// Enrolment in a school in the year of the question. While no institution offers enrolments, the latest household form says at least whether the
/// person attends any school; it never knows whether that school is funded publicly.
/// </summary>
internal sealed record SchoolEnrolmentCondition : Condition
{
    [DocumentKey("Whether the school must be public, or private with public subsidy.")]
    public bool PubliclyFunded { get; init; }

    [DocumentKey(
        "Months for which a household form tells whether school is attended, while no institution offers enrolments. Left out, it never does.",
        Maximum = 60)]
    public int FormMonths { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Schooling, FactKind.Household);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = Truth.No;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.SchoolEnrollments.Count; i++)
            {
                var enrolment = records.SchoolEnrollments[i];
                if (enrolment.Year != asked.Day.Year)
                    continue;
                trail?.Uses(FactKind.Schooling, Summary(enrolment), enrolment.Provenance);
                found = found.Or(!PubliclyFunded ? Truth.Yes
                    : enrolment.HasPubliclyFunded ? TruthLogic.Of(enrolment.PubliclyFunded)
                    : Truth.Unknown);
            }
        }

        if (found == Truth.No && !asked.Facts.IsOffered(FactKind.Schooling))
            return ByForm(asked, trail);
        return found switch
        {
            Truth.Yes => Say(trail, Truth.Yes, $"Está matriculada este año en una escuela{Reached}."),
            Truth.Unknown => Say(trail, Truth.Unknown, "Está matriculada, pero no consta si la escuela es pública o subvencionada."),
            _ => SayNothingRecorded(trail, asked, FactKind.Schooling, Truth.No, $"No está matriculada este año en una escuela{Reached}."),
        };
    }

    private string Reached => PubliclyFunded ? " alcanzada por el programa" : "";

    private Truth ByForm(in Case asked, Trail? trail)
    {
        var latest = HouseholdForms.Latest(asked);
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Households.Count; i++)
            {
                var form = records.Households[i];
                if (HouseholdForms.Order(form, asked.Day) != latest || !HouseholdForms.IsRecent(form, asked.Day, FormMonths))
                    continue;
                if (HouseholdForms.Self(form, asked) is not { HasAttendsSchool: true, AttendsSchool: var attends })
                    continue;
                trail?.Uses(FactKind.Household, HouseholdForms.Summary(form, attends ? "asiste a la escuela" : "no asiste a la escuela"), form.Provenance);
                found.Add(TruthLogic.Of(attends));
            }
        }

        if (found.IsStated && found.Truth == Truth.No)
            return Say(trail, Truth.No, "Según la ficha del hogar, no asiste a la escuela.");
        if (!asked.Facts.IsComplete(FactKind.Household))
            return SayMissing(trail, asked, FactKind.Household);
        if (found.Truth != Truth.Yes)
            return SayMissing(trail, asked, FactKind.Schooling);
        return PubliclyFunded
            ? Say(trail, Truth.Unknown, "Según la ficha del hogar asiste a la escuela; no consta si es pública o subvencionada.")
            : Say(trail, Truth.Yes, "Según la ficha del hogar, asiste a la escuela.");
    }

    private static string Summary(SchoolEnrollment enrolment)
    {
        var school = !enrolment.HasPubliclyFunded ? "" : enrolment.PubliclyFunded ? ", escuela pública o subvencionada" : ", escuela privada";
        return $"matrícula {enrolment.Year}{school}";
    }
}
