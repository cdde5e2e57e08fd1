namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>A disability, certified or by the person's own word in the latest household form.</summary>
internal sealed record DisabilityCondition : Condition
{
    public override FactKindSet Needs => FactKindSet.Of(FactKind.Disability, FactKind.Household);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var certified = Certificates.InForce(asked, [], trail);
        if (certified == Truth.Yes)
            return Say(trail, Truth.Yes, "Tiene un certificado de discapacidad vigente.");
        var told = ByForm(asked, trail);
        if (told == Truth.Yes)
            return Say(trail, Truth.Yes, "Según la ficha del hogar, tiene una discapacidad.");
        if (!asked.Facts.IsComplete(FactKind.Household))
            return SayMissing(trail, asked, FactKind.Household);
        if (told == Truth.Unknown)
            return Say(trail, Truth.Unknown, "Ninguna ficha del hogar dice si tiene una discapacidad, o hay fichas que se contradicen.");
        // a certificate that nobody was able to tell of would say more than the form
        return certified == Truth.Unknown && asked.Facts.IsOffered(FactKind.Disability)
            ? SayUndecidedCertificate(trail, asked)
            : Say(trail, Truth.No, "Según la ficha del hogar, no tiene una discapacidad.");
    }

    private static Truth SayUndecidedCertificate(Trail? trail, in Case asked) => asked.Facts.IsComplete(FactKind.Disability)
        ? Say(trail, Truth.Unknown, "Tiene un certificado cuyo grado o vigencia no se conoce.")
        : SayMissing(trail, asked, FactKind.Disability);

    private static Truth ByForm(in Case asked, Trail? trail)
    {
        var latest = HouseholdForms.Latest(asked);
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Households.Count; i++)
            {
                var form = records.Households[i];
                if (latest == Measurement.Later || HouseholdForms.Order(form, asked.Day) != latest)
                    continue;
                if (HouseholdForms.Self(form, asked) is not { HasDisability: true } self)
                    continue;
                var says = self.Disability ? "declara una discapacidad" : "declara no tener discapacidad";
                trail?.Uses(FactKind.Household, HouseholdForms.Summary(form, says), form.Provenance);
                found.Add(TruthLogic.Of(self.Disability));
            }
        }

        return found.Truth;
    }
}
