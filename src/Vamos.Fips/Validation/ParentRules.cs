namespace Vamos.Fips.Validation;

using Vamos.Beneficiary.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>Fathers and mothers who live in the household.</summary>
internal static class ParentRules
{
    private const int YoungestParent = 12;
    private const string Father = "father_member_id";
    private const string Mother = "mother_member_id";
    private const string Fields = $"members[].{Father}, members[].{Mother}";

    public static IEnumerable<FormRule> All =>
    [
        Rule.Each("parents-exist", Error, Fields,
            "El padre y la madre que se indican son otros miembros de la ficha.",
            form => Named(form).Where(named => named.Parent is null)
                .Select(named => (named.Field, "Ningún otro miembro tiene ese identificador; corresponde el del padre o la madre, o nada si no está."))),

        Rule.Each("parents-sex", Error, Fields,
            "El padre es varón y la madre es mujer.",
            form => Known(form)
                .Where(named => named.Parent.Answers.Sex == (named.IsFather ? Sex.Female : Sex.Male))
                .Select(named => (named.Field, named.IsFather
                    ? "Quien figura como padre es mujer; corresponde indicarla como madre o revisar el sexo."
                    : "Quien figura como madre es varón; corresponde indicarlo como padre o revisar el sexo."))),

        Rule.Each("parents-older", Error, Fields,
            "El padre y la madre nacieron antes que sus hijos.",
            form => Known(form)
                .Where(named => IsNotOlder(named.Parent, named.Child))
                .Select(named => (named.Field, "Quien figura como padre o madre no es mayor que su hijo; corresponde revisar las fechas o el parentesco."))),

        Rule.Each("parents-of-age", Warning, Fields,
            $"El padre y la madre tenían al menos {YoungestParent} años cuando nació su hijo.",
            form => Known(form)
                .Where(named => !IsNotOlder(named.Parent, named.Child) && IsTooYoung(named.Parent, named.Child))
                .Select(named => (named.Field, $"El padre o la madre tenía menos de {YoungestParent} años al nacer su hijo; conviene revisar las fechas."))),
    ];

    // Everybody who is named as a parent; without the parent when it is no other member.
    private static IEnumerable<(string Field, bool IsFather, InspectedMember Child, InspectedMember? Parent)> Named(FormInspection form)
    {
        foreach (var child in form.Members)
        {
            foreach (var (field, id) in new[] { (Father, child.Answers.FatherMemberId), (Mother, child.Answers.MotherMemberId) })
            {
                if (id.Length != 0)
                    yield return (child.At(field), field == Father, child, form.Find(id) is { } parent && parent != child ? parent : null);
            }
        }
    }

    private static IEnumerable<(string Field, bool IsFather, InspectedMember Child, InspectedMember Parent)> Known(FormInspection form) =>
        Named(form).Where(named => named.Parent is not null).Select(named => (named.Field, named.IsFather, named.Child, named.Parent!));

    private static bool IsNotOlder(InspectedMember parent, InspectedMember child) => parent.Birth?.First >= child.Birth?.Last;

    private static bool IsTooYoung(InspectedMember parent, InspectedMember child) =>
        parent.Birth is { } birth && child.Birth is { } born && BirthSpan.YearsBetween(birth.First, born.Last) < YoungestParent;
}
