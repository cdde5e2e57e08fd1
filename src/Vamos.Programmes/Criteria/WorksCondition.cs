namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// Works, on a register or not. A registered employment proves it. That none is registered says nothing of work on one's own account; only a household
/// form by which the person has no income at all says that there is none.
/// </summary>
internal sealed record WorksCondition : Condition
{
    [DocumentKey("Months for which a household form tells that the person has no income. Left out, it never does.", Maximum = 60)]
    public int FormMonths { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Employment, FactKind.Household);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var registered = Employments.InForce(asked, trail);
        if (registered == Truth.Yes)
            return Say(trail, Truth.Yes, "Tiene un empleo registrado.");
        if (registered == Truth.Unknown)
            return Say(trail, Truth.Unknown, "Hay un empleo registrado cuya vigencia en la fecha consultada no se conoce.");
        if (!asked.Facts.IsComplete(FactKind.Employment))
            return SayMissing(trail, asked, FactKind.Employment);
        if (!asked.Facts.IsComplete(FactKind.Household))
            return SayMissing(trail, asked, FactKind.Household);
        return HasNoIncome(asked, trail)
            ? Say(trail, Truth.No, "Sin empleo registrado y, según la ficha del hogar, sin ingresos.")
            : Say(trail, Truth.Unknown, "Sin empleo registrado; ninguna fuente dice si trabaja por cuenta propia o sin registro.");
    }

    private bool HasNoIncome(in Case asked, Trail? trail)
    {
        var latest = HouseholdForms.Latest(asked);
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Households.Count; i++)
            {
                var form = records.Households[i];
                if (HouseholdForms.Order(form, asked.Day) != latest || !HouseholdForms.IsRecent(form, asked.Day, FormMonths))
                    continue;
                if (HouseholdForms.Self(form, asked) is not { HasMonthlyIncome: true } self)
                    continue;
                trail?.Uses(FactKind.Household, HouseholdForms.Summary(form, self.MonthlyIncome == 0 ? "sin ingresos" : "con ingresos"), form.Provenance);
                found.Add(TruthLogic.Of(self.MonthlyIncome == 0));
            }
        }

        return found.Truth == Truth.Yes;
    }
}
