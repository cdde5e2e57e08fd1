namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>On the roll of a programme.</summary>
internal sealed record EnrolledCondition : Condition
{
    [DocumentKey("Code of the programme.", Pattern = ProgrammeCodes.Pattern, Rule = ProgrammeCodes.Rule)]
    public required string Programme { get; init; }

    [DocumentKey("States that count. Left out, active.", MinimumCount = 1)]
    public IReadOnlyList<EnrollmentStatus> Statuses { get; init; } = [EnrollmentStatus.Active];

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Enrollment);

    internal override Truth Judge(in Case asked, Trail? trail) => Enrolments.InForce(asked, [Programme], Statuses, trail) switch
    {
        Truth.Yes => Say(trail, Truth.Yes, "Está inscripta en el programa exigido."),
        Truth.Unknown => Say(trail, Truth.Unknown, "La inscripción registrada no dice cómo estaba en la fecha consultada."),
        _ => SayNothingRecorded(trail, asked, FactKind.Enrollment, Truth.No, "No está inscripta en el programa exigido."),
    };

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes)
    {
        ProgrammeCodes.Check(at, $"{path}.programme", Programme, programmes);
        CheckDistinct(at, $"{path}.statuses", Statuses);
    }
}
