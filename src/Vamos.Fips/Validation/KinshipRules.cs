namespace Vamos.Fips.Validation;

using Vamos.Beneficiary.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>How the members are related.</summary>
internal static class KinshipRules
{
    private const int YoungestHead = 15;
    private const int YoungestSpouse = 16;

    public static IEnumerable<FormRule> All =>
    [
        Rule.Member("kinship-required", Error, "kinship",
            "De cada miembro consta el parentesco con quien encabeza el hogar.",
            member => member.Kinship == Kinship.Unspecified ? "Falta el parentesco con quien encabeza el hogar." : null,
            AskedBy.Households),

        Rule.Each("exactly-one-head", Error, "members[].kinship",
            "El hogar tiene exactamente un jefe o una jefa.",
            Heads,
            AskedBy.Households),

        Rule.Member("head-is-member", Error, "household_member",
            "Quien encabeza el hogar es miembro de él.",
            member => member is { Kinship: Kinship.Head, Answers: { HasHouseholdMember: true, HouseholdMember: false } }
                ? "Quien encabeza el hogar figura como no miembro; corresponde que lo sea, o que otro lo encabece."
                : null),

        Rule.Member("head-of-age", Warning, "birth_date",
            $"Quien encabeza el hogar tiene al menos {YoungestHead} años.",
            member => member.Kinship == Kinship.Head && member.IsYoungerThan(YoungestHead)
                ? $"Quien encabeza el hogar tiene menos de {YoungestHead} años; conviene revisar la fecha y el parentesco."
                : null),

        Rule.Each("at-most-one-partner", Error, "members[].kinship",
            "Quien encabeza el hogar tiene a lo sumo un cónyuge o pareja.",
            form => form.Members.Where(member => member.Kinship == Kinship.Partner).Skip(1)
                .Select(member => (member.At("kinship"), "Otro miembro ya figura como pareja de quien encabeza el hogar; corresponde uno solo."))),

        Rule.Member("partner-exists", Error, "partner_member_id",
            "La pareja que se indica es otro miembro de la ficha.",
            member => member.Answers.PartnerMemberId.Length != 0 && PartnerOf(member) is null
                ? "Ningún otro miembro tiene ese identificador; corresponde el de la pareja, o nada si no vive en el hogar."
                : null),

        Rule.Member("partner-reciprocal", Error, "partner_member_id",
            "La pareja de un miembro no nombra a un tercero como la suya.",
            member => PartnerOf(member) is { } partner && PartnerOf(partner) is { } named && named != member
                ? "La pareja que se indica nombra a otro miembro como la suya; corresponde que se nombren mutuamente."
                : null),

        Rule.Member("partner-named-by-both", Warning, "partner_member_id",
            "Quienes forman pareja se nombran mutuamente.",
            member => PartnerOf(member) is { Answers.PartnerMemberId.Length: 0 }
                ? "La pareja que se indica no nombra a nadie como la suya; conviene que se nombren mutuamente."
                : null),

        Rule.Member("partner-of-head", Error, "partner_member_id",
            "Quien figura como pareja de quien encabeza el hogar no nombra a otra persona como la suya.",
            member => member.Kinship == Kinship.Partner && member.Form.Head is { } head && PartnerOf(member) is { } partner && partner != head
                ? "El parentesco dice pareja de quien encabeza el hogar, pero se indica a otro miembro; corresponde una de las dos cosas."
                : null),

        Rule.Member("marital-status-fits-partner", Warning, "marital_status",
            "Quien convive con su pareja no figura como soltero, viudo, divorciado ni separado.",
            member => PartnerOf(member) is not null
                && member.Answers.MaritalStatus is MaritalStatus.Single or MaritalStatus.Widowed or MaritalStatus.Divorced or MaritalStatus.Separated
                ? "El estado civil no dice pareja, pero se indica una en el hogar; conviene revisar ambas respuestas."
                : null),

        Rule.Member("married-of-age", Warning, "marital_status",
            $"Quien está casado o en unión de hecho tiene al menos {YoungestSpouse} años.",
            member => member.Answers.MaritalStatus is MaritalStatus.Married or MaritalStatus.Partnered && member.IsYoungerThan(YoungestSpouse)
                ? $"La persona tiene menos de {YoungestSpouse} años y figura en pareja; conviene revisar, y si es así avisar a protección de la niñez."
                : null),

        Rule.Member("children-younger-than-head", Error, "birth_date",
            "Los hijos y nietos de quien encabeza el hogar son menores que él o ella.",
            member => member.Kinship is Kinship.Child or Kinship.Grandchild && member.Form.Head is { } head && member.IsOlderThan(head)
                ? "La persona figura como hijo o nieto de quien encabeza el hogar, pero es mayor; corresponde revisar las fechas o el parentesco."
                : null),
    ];

    private static IEnumerable<(string, string)> Heads(FormInspection form)
    {
        var heads = form.Members.Where(member => member.Kinship == Kinship.Head).ToList();
        return heads.Count == 0 && form.Members.Count != 0
            ? [("members", "Ningún miembro figura como jefe o jefa del hogar; corresponde exactamente uno.")]
            : heads.Skip(1).Select(member => (member.At("kinship"), "Otro miembro ya figura como jefe o jefa del hogar; corresponde exactamente uno."));
    }

    // Whom a member names as partner, when it is another member.
    private static InspectedMember? PartnerOf(InspectedMember member) =>
        member.Form.Find(member.Answers.PartnerMemberId) is { } partner && partner != member ? partner : null;
}
