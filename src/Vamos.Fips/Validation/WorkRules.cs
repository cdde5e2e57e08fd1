namespace Vamos.Fips.Validation;

using Vamos.Fips.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>Work of the members.</summary>
internal static class WorkRules
{
    private const int SmallChild = 5;
    private const int YoungestRetired = 30;

    public static IEnumerable<FormRule> All =>
    [
        Of("reason-only-when-not-working", Error, "reason_not_working",
            "El motivo de no trabajar figura solo de quien no trabajó.",
            (_, work) => work is { HasWorked: true, Worked: true, ReasonNotWorking: not ReasonNotWorking.Unspecified }
                ? "Figura un motivo de no trabajar, pero la persona trabajó; corresponde una de las dos cosas."
                : null),

        Of("reason-when-not-working", Warning, "reason_not_working",
            "De quien no trabajó consta por qué.",
            (_, work) => work is { HasWorked: true, Worked: false, ReasonNotWorking: ReasonNotWorking.Unspecified }
                ? "La persona no trabajó y falta el motivo; conviene indicarlo."
                : null,
            AskedBy.Integrated),

        Of("labour-status-only-when-working", Error, "status",
            "La relación laboral figura solo de quien trabajó.",
            (_, work) => work is { HasWorked: true, Worked: false, Status: not LabourStatus.Unspecified }
                ? "Figura una relación laboral, pero la persona no trabajó; corresponde una de las dos cosas."
                : null),

        Of("labour-status-when-working", Warning, "status",
            "De quien trabajó consta la relación laboral.",
            (_, work) => work is { HasWorked: true, Worked: true, Status: LabourStatus.Unspecified }
                ? "La persona trabajó y falta la relación laboral; conviene indicarla."
                : null,
            AskedBy.Integrated),

        Of("work-of-small-children", Warning, "worked",
            $"Un niño o una niña menor de {SmallChild} años no trabaja.",
            (member, work) => work is { HasWorked: true, Worked: true } && member.IsYoungerThan(SmallChild)
                ? $"La persona tiene menos de {SmallChild} años y figura trabajando; conviene revisar, y si es así avisar a protección de la niñez."
                : null),

        Of("retired-of-age", Warning, "reason_not_working",
            $"Rara vez alguien está jubilado antes de los {YoungestRetired} años.",
            (member, work) => work.ReasonNotWorking == ReasonNotWorking.Retired && member.IsYoungerThan(YoungestRetired)
                ? $"La persona tiene menos de {YoungestRetired} años y figura jubilada; conviene revisar la fecha y el motivo."
                : null),
    ];

    private static FormRule Of(
        string code, ViolationSeverity severity, string field, string description, Func<InspectedMember, Work, string?> check, AskedBy by = AskedBy.Every) =>
        Rule.Member(code, severity, $"work.{field}", description, member => member.Answers.Work is { } work ? check(member, work) : null, by);
}
