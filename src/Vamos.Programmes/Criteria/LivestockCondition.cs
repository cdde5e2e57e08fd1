namespace Vamos.Programmes.Criteria;

using System.Globalization;
using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// No more head of cattle than allowed, by each institution's latest count. One that lies above is enough. Where nobody registered cattle there is
/// none: the law excludes owners of registered herds, and asks nobody to prove that there is no herd.
/// </summary>
internal sealed record LivestockCondition : Condition
{
    [DocumentKey("Greatest number of head of cattle, included.", Maximum = 1_000_000)]
    public required int AtMost { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Livestock);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var above = false;
        foreach (var records in asked.Records)
        {
            var latest = Measurement.Later;
            for (var i = 0; i < records.Livestock.Count; i++)
                latest = Math.Max(latest, Measurement.Order(records.Livestock[i].Date, records.Livestock[i].Provenance, asked.Day));
            for (var i = 0; i < records.Livestock.Count && latest != Measurement.Later; i++)
            {
                var herd = records.Livestock[i];
                if (Measurement.Order(herd.Date, herd.Provenance, asked.Day) != latest)
                    continue;
                trail?.Uses(FactKind.Livestock, Summary(herd), herd.Provenance);
                above |= herd.Cattle > AtMost;
            }
        }

        return above
            ? Say(trail, Truth.No, "Tiene registrado más ganado que el permitido.")
            : SayNothingRecorded(trail, asked, FactKind.Livestock, Truth.Yes, "Ninguna fuente registra más ganado que el permitido.");
    }

    private static string Summary(LivestockHolding herd) =>
        herd.Cattle == 1 ? "1 cabeza de ganado" : $"{herd.Cattle.ToString(CultureInfo.InvariantCulture)} cabezas de ganado";
}
