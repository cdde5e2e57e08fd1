namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>No employment in force, public or private. One that ended before the day is no salary any more.</summary>
internal sealed record NoSalaryCondition : Condition
{
    public override FactKindSet Needs => FactKindSet.Of(FactKind.Employment);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = Truth.No;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Employment.Count; i++)
            {
                var employment = records.Employment[i];
                var counts = Period.IsInForce(employment.StartDate, employment.EndDate, employment.Provenance, asked.Day);
                if (counts != Truth.No)
                    trail?.Uses(FactKind.Employment, "empleo registrado" + Wording.Since("desde", employment.StartDate), employment.Provenance);
                found = found.Or(counts);
            }
        }

        return found switch
        {
            Truth.Yes => Say(trail, Truth.No, "Tiene un empleo registrado."),
            Truth.Unknown => Say(trail, Truth.Unknown, "Hay un empleo registrado cuya vigencia en la fecha consultada no se conoce."),
            _ => SayNothingRecorded(trail, asked, FactKind.Employment, Truth.Yes, "Ninguna fuente registra un empleo vigente."),
        };
    }
}
