namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>No source has registered the person's death. One that has is enough, whatever the others say.</summary>
internal sealed record AliveCondition : Condition
{
    public override FactKindSet Needs => FactKindSet.Of(FactKind.Person);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var dead = Truth.No;
        foreach (var records in asked.Records)
        {
            if (records.Person?.Death is not { } death)
                continue;
            var died = Period.HasBegun(death.Date, death.Provenance, asked.Day);
            if (died != Truth.No)
                trail?.Uses(FactKind.Person, "fallecimiento registrado" + Wording.Since("el", death.Date), death.Provenance);
            dead = dead.Or(died);
        }

        return dead switch
        {
            Truth.Yes => Say(trail, Truth.No, "Hay un fallecimiento registrado."),
            Truth.Unknown => Say(trail, Truth.Unknown, "Hay un fallecimiento registrado, y no se sabe si fue antes de la fecha consultada."),
            _ => SayNothingRecorded(trail, asked, FactKind.Person, Truth.Yes, "Ninguna fuente registra su fallecimiento."),
        };
    }
}
