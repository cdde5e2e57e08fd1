namespace Vamos.Fips.Validation;

using Vamos.Beneficiary.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>Who the members are.</summary>
internal static class MemberRules
{
    private const int GreatAge = 110;

    public static IEnumerable<FormRule> All =>
    [
        Rule.Form("members-required", Error, "members",
            "La ficha tiene al menos un miembro.",
            form => form.Answers.Members.Count == 0 ? "La ficha no tiene miembros; corresponde al menos la persona entrevistada." : null),

        Rule.Member("member-id-required", Error, "member_id",
            "Cada miembro tiene un identificador dentro del hogar.",
            member => member.Answers.MemberId.Length == 0 ? "Falta el identificador del miembro; corresponde por ejemplo su número de orden." : null),

        Rule.Member("member-id-unique", Error, "member_id",
            "Ningún identificador de miembro se repite.",
            member => member.Answers.MemberId.Length != 0 && member.Form.Find(member.Answers.MemberId) != member
                ? "Otro miembro ya tiene este identificador; corresponde uno distinto para cada uno."
                : null),

        Rule.Member("name-required", Error, "name",
            "Cada miembro tiene nombre: al menos un nombre de pila o un apellido.",
            member => IsBlank(member.Answers.Name?.FirstGivenName) && IsBlank(member.Answers.Name?.FirstSurname)
                ? "Falta el nombre del miembro; corresponden su primer nombre y su primer apellido."
                : null),

        Rule.Member("name-complete", Warning, "name",
            "El nombre tiene su primer nombre de pila y su primer apellido.",
            member => IsBlank(member.Answers.Name?.FirstGivenName) != IsBlank(member.Answers.Name?.FirstSurname)
                ? "El nombre está incompleto; conviene que lleve el primer nombre y el primer apellido."
                : null),

        Rule.Member("sex-required", Error, "sex",
            "De cada miembro consta el sexo.",
            member => member.Answers.Sex == Sex.Unspecified ? "Falta el sexo del miembro." : null,
            AskedBy.Integrated),

        Rule.Member("birth-date-required", Error, "birth_date",
            "De cada miembro consta la fecha de nacimiento, completa o, si no se sabe, mes y año o solo el año.",
            member => member.Answers.BirthDate is null ? "Falta la fecha de nacimiento; corresponde al menos el año." : null,
            AskedBy.Integrated),

        Rule.Member("birth-date-valid", Error, "birth_date",
            "La fecha de nacimiento existe en el calendario.",
            member => member.Answers.BirthDate is { IsValid: false }
                ? "La fecha no existe en el calendario; corresponde año, y mes y día si se saben."
                : null),

        Rule.Member("birth-not-after-interview", Error, "birth_date",
            "Nadie nació después de la entrevista.",
            member => member.Birth?.First > member.Form.Day ? "El nacimiento es posterior a la entrevista; corresponde revisar ambas fechas." : null),

        Rule.Member("age-plausible", Warning, "birth_date",
            $"Una persona rara vez tiene más de {GreatAge} años.",
            member => member.IsAtLeast(GreatAge + 1) ? $"La persona tendría más de {GreatAge} años; conviene revisar la fecha de nacimiento." : null),
    ];

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);
}
