namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// Instalments left to be paid: with a limit of 72, met up to the seventy-first, and no longer when the seventy-second has been paid. Every stay on
/// the roll counts, ended ones too. A roll tells the instalment of today: one that lies beyond the limit says nothing of a day before.
/// </summary>
internal sealed record InstalmentsCondition : Condition
{
    [DocumentKey("Code of the programme that counts them.", Pattern = ProgrammeCodes.Pattern, Rule = ProgrammeCodes.Rule)]
    public required string Programme { get; init; }

    [DocumentKey("Most instalments that are paid in all.", Minimum = 1, Maximum = 1_000)]
    public required int AtMost { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Enrollment);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var left = Truth.Yes;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Enrollments.Count; i++)
            {
                var enrolment = records.Enrollments[i];
                if (asked.Codes.Canonical(enrolment.ProgrammeCode) != Programme || WasNeverPaid(enrolment, asked.Day))
                    continue;
                trail?.Uses(FactKind.Enrollment, Wording.Of(enrolment), enrolment.Provenance);
                left = left.And(HasLeft(enrolment, asked.Day));
            }
        }

        return left switch
        {
            Truth.No => Say(trail, Truth.No, "Ya recibió todas las cuotas que el programa paga."),
            Truth.Unknown => Say(trail, Truth.Unknown, "No se sabe cuántas cuotas había recibido en la fecha consultada."),
            _ => SayNothingRecorded(trail, asked, FactKind.Enrollment, Truth.Yes, "Le quedan cuotas por recibir."),
        };
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) =>
        ProgrammeCodes.Check(at, $"{path}.programme", Programme, programmes);

    private static bool WasNeverPaid(Enrollment enrolment, DateOnly day) =>
        enrolment.Status is EnrollmentStatus.Applied or EnrollmentStatus.Denied
        || Period.HasBegun(enrolment.StartDate, enrolment.Provenance, day) == Truth.No;

    private Truth HasLeft(Enrollment enrolment, DateOnly day) =>
        !enrolment.HasInstalment ? Truth.Unknown
        : enrolment.Instalment < AtMost ? Truth.Yes
        : Period.IsStatedLater(enrolment.Provenance, day) ? Truth.Unknown
        : Truth.No;
}
