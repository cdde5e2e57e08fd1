namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// A pregnancy in force that the health system itself recorded, which it does when it sees her. One that she only declared in an interview does not count.
/// </summary>
internal sealed record PregnancyAttendedCondition : Condition
{
    [DocumentKey(
        "Institutions whose record of the pregnancy means that they attend her, by code.",
        Pattern = "^[a-z][a-z0-9-]{1,31}$",
        Rule = "the code of an institution: 2 to 32 lower-case letters, digits or hyphens, the first a letter",
        MinimumCount = 1)]
    public required IReadOnlyList<string> By { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Pregnancy);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = Pregnancies.Recorded(asked, 0, trail, By);
        if (found == Truth.Yes)
            return Say(trail, Truth.Yes, "El sistema de salud registra su embarazo.");
        if (found == Truth.Unknown)
            return Say(trail, Truth.Unknown, "Las fechas del embarazo registrado no se conocen con precisión.");
        for (var i = 0; i < By.Count; i++)
        {
            if (!asked.Facts.HasTold(By[i], FactKind.Pregnancy))
                return Say(trail, Truth.Unknown, $"Falta la respuesta de {By[i]} sobre {Wording.Of(FactKind.Pregnancy)}.");
        }

        return SayNothingRecorded(trail, asked, FactKind.Pregnancy, Truth.No, "El sistema de salud no registra su embarazo.");
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => CheckDistinct(at, $"{path}.by", By);
}
