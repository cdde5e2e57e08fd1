namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>On the roll of none of these programmes.</summary>
internal sealed record NotEnrolledCondition : Condition
{
    [DocumentKey("Codes of the programmes.", Pattern = ProgrammeCodes.Pattern, Rule = ProgrammeCodes.Rule, MinimumCount = 1)]
    public required IReadOnlyList<string> Programmes { get; init; }

    [DocumentKey("States that exclude. Left out, active.", MinimumCount = 1)]
    public IReadOnlyList<EnrollmentStatus> Statuses { get; init; } = [EnrollmentStatus.Active];

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Enrollment);

    internal override Truth Judge(in Case asked, Trail? trail) => Enrolments.InForce(asked, Programmes, Statuses, trail) switch
    {
        Truth.Yes => Say(trail, Truth.No, "Está inscripta en un programa que lo excluye."),
        Truth.Unknown => Say(trail, Truth.Unknown, "Una inscripción registrada no dice cómo estaba en la fecha consultada."),
        _ => SayNothingRecorded(trail, asked, FactKind.Enrollment, Truth.Yes, "No está inscripta en ningún programa que lo excluya."),
    };

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes)
    {
        for (var i = 0; i < Programmes.Count; i++)
            ProgrammeCodes.Check(at, $"{path}.programmes[{i}]", Programmes[i], programmes);
        CheckDistinct(at, $"{path}.programmes", Programmes);
        CheckDistinct(at, $"{path}.statuses", Statuses);
    }
}
