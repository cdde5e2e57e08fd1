namespace Vamos.Fips.Validation;

using Vamos.Beneficiary.V1;
using Vamos.Contracts.Territory;
using Vamos.Fips.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>Documents of the members, and how they belong to the country.</summary>
internal static class IdentityRules
{
    public static IEnumerable<FormRule> All =>
    [
        Rule.Each("national-id-valid", Error, "members[].national_id",
            "El número de documento son hasta nueve dígitos sin puntos ni ceros delante; la letra y el país, cuando los hay, van aparte.",
            form => form.Members
                .SelectMany(member => member.Answers.NationalId?.Violations(member.At("national_id")) ?? [])
                .Select(wrong => (wrong.Field, Say(wrong.Field)))),

        Rule.Each("national-id-unique", Error, "members[].national_id",
            "Ningún documento figura en dos miembros.",
            form => form.Members
                .Where(member => member.Answers.NationalId is { Number.Length: > 0 })
                .GroupBy(member => member.Answers.NationalId.Canonical())
                .SelectMany(people => people.Skip(1))
                .Select(member => (member.At("national_id"), "Otro miembro ya figura con este documento; corresponde el de cada uno."))),

        Rule.Member("document-or-reason", Error, "reason_without_document",
            "Cada miembro tiene documento, o consta por qué no.",
            member => member.Answers is { NationalId: null, ReasonWithoutDocument: ReasonWithoutDocument.Unspecified }
                ? "El miembro no tiene documento ni motivo; corresponde uno de los dos."
                : null,
            AskedBy.Integrated),

        Rule.Member("document-without-reason", Error, "reason_without_document",
            "Quien tiene documento no tiene motivo de no tenerlo.",
            member => member.Answers is { NationalId: not null, ReasonWithoutDocument: not ReasonWithoutDocument.Unspecified }
                ? "Figuran un documento y un motivo de no tenerlo; corresponde uno de los dos."
                : null),

        Rule.Each("provisional-id-complete", Error, "members[].provisional_ids[]",
            "Un identificador provisorio tiene valor, y la institución que lo dio.",
            form => form.Members.SelectMany(member => member.Answers.ProvisionalIds.Take(FormLimits.Entries)
                .Select((id, i) => (Id: id, Field: member.At($"provisional_ids[{i}]")))
                .Where(provisional => provisional.Id.Institution.Length == 0 || provisional.Id.Value.Length == 0)
                .Select(wrong => (wrong.Field, "El identificador provisorio está incompleto; corresponden la institución que lo dio y su valor.")))),

        Rule.Member("foreign-without-document", Warning, "reason_without_document",
            "Solo una persona extranjera carece de documento por serlo.",
            member => member.Answers is { ReasonWithoutDocument: ReasonWithoutDocument.Foreign, NationalityStatus: NationalityStatus.Natural }
                ? "El motivo es ser extranjero, pero la persona figura como paraguaya natural; conviene revisar ambas respuestas."
                : null),

        Rule.Member("birth-district-exists", Error, "birth_district_code",
            "El distrito de nacimiento, cuando se indica, es uno de los vigentes.",
            member => member.Answers.BirthDistrictCode is { Length: > 0 } code && TerritoryCatalogue.Paraguay.FindDistrict(code) is null
                ? "No es el código de un distrito; corresponden los cuatro dígitos del INE, o nada si nació en el exterior o no se sabe."
                : null),

        Rule.Member("indigenous-details", Error, "indigenous",
            "Pueblo y comunidad indígena figuran solo de quien se declara indígena.",
            member => member.Answers.Indigenous is { Indigenous: false } status && (status.People.Length != 0 || status.Community.Length != 0)
                ? "Figura un pueblo o una comunidad, pero la persona no se declara indígena; corresponde una de las dos cosas."
                : null),
    ];

    private static string Say(string field) => field[(field.LastIndexOf('.') + 1)..] switch
    {
        "number" => "El número de documento falta o no es válido; corresponden hasta nueve dígitos sin puntos ni ceros delante, por ejemplo 1234567.",
        "letter" => "La letra del documento no es válida; corresponde una sola mayúscula, o nada.",
        _ => "El país emisor no es válido; corresponden dos mayúsculas (ISO 3166-1), o nada si es Paraguay.",
    };
}
