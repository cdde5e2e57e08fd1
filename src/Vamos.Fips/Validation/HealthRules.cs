namespace Vamos.Fips.Validation;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>Health and disability of the members.</summary>
internal static class HealthRules
{
    private const int YoungestMother = 10;
    private const int OldestMother = 55;

    public static IEnumerable<FormRule> All =>
    [
        Of("pregnancy-of-women", Error, "pregnant",
            "Solo de mujeres se indica un embarazo.",
            (member, health) => health is { HasPregnant: true, Pregnant: true } && member.Answers.Sex == Sex.Male
                ? "Figura un embarazo en un varón; corresponde revisar el sexo o la respuesta."
                : null),

        Of("pregnancy-age", Warning, "pregnant",
            $"Una mujer embarazada tiene entre {YoungestMother} y {OldestMother} años.",
            (member, health) => health is { HasPregnant: true, Pregnant: true } && member.Answers.Sex != Sex.Male
                && (member.IsYoungerThan(YoungestMother) || member.IsAtLeast(OldestMother + 1))
                ? $"Figura un embarazo fuera de los {YoungestMother} a {OldestMother} años; conviene revisar la fecha de nacimiento y la respuesta."
                : null),

        Of("disabilities-asked", Error, "disability_asked",
            "Quien declara un impedimento fue preguntado por ellos.",
            (_, health) => health is { DisabilityAsked: false, Disabilities.Count: > 0 }
                ? "Figuran impedimentos, pero consta que no se preguntó por ellos; corresponde marcar que se preguntó."
                : null),

        Of("disability-cause-needs-disability", Error, "disability_cause",
            "La causa de un impedimento figura solo donde hay uno.",
            (_, health) => health.Disabilities.Count == 0 && health.DisabilityCause != DisabilityCause.Unspecified
                ? "Figura la causa de un impedimento, pero ningún impedimento; corresponde indicar cuál, o quitar la causa."
                : null),

        Of("disabilities-once", Error, "disabilities",
            "Cada impedimento figura una vez, y con su código.",
            (_, health) => IsSet(health.Disabilities, DisabilityKind.Unspecified)
                ? null
                : "Un impedimento se repite o está sin código; corresponde cada uno una vez."),

        Of("daily-activities-once", Error, "needs_help_with",
            "Cada actividad en que se necesita ayuda figura una vez, y con su código.",
            (_, health) => IsSet(health.NeedsHelpWith, DailyActivity.Unspecified)
                ? null
                : "Una actividad se repite o está sin código; corresponde cada una una vez."),
    ];

    private static FormRule Of(
        string code, ViolationSeverity severity, string field, string description, Func<InspectedMember, HealthAnswers, string?> check) =>
        Rule.Member(code, severity, $"health.{field}", description, member => member.Answers.Health is { } health ? check(member, health) : null);

    private static bool IsSet<T>(Google.Protobuf.Collections.RepeatedField<T> entries, T unspecified) where T : struct, Enum
    {
        if (entries.Count == 0)
            return true;
        var seen = new HashSet<T> { unspecified };
        return entries.Take(FormLimits.Entries).All(seen.Add);
    }
}
