namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// How the household lives, by the latest form that says so. Everything that is demanded must hold. A later form of a source that did not answer could
/// say otherwise, so that only complete answers prove it.
/// </summary>
internal sealed record LivingConditionCondition : Condition
{
    [DocumentKey("Whether drinking water must come from a network or a pumped well, into the dwelling or onto the property.")]
    public bool SafeWater { get; init; }

    [DocumentKey("Whether there must be a flush toilet or a privy of the municipal type.")]
    public bool SafeSanitation { get; init; }

    [DocumentKey("Whether there must be electricity.")]
    public bool Electricity { get; init; }

    [DocumentKey("Whether walls, floor and roof must be of lasting materials.")]
    public bool LastingDwelling { get; init; }

    [DocumentKey("Most members for each room used for sleeping, included. Left out, they are not counted.", Minimum = 1, Maximum = 20)]
    public decimal? PeoplePerBedroomAtMost { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Household);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var latest = Latest(asked);
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Households.Count; i++)
            {
                var form = records.Households[i];
                if (latest == Measurement.Later || form.LivingConditions is not { } conditions || HouseholdForms.Order(form, asked.Day) != latest)
                    continue;
                var holds = Holds(conditions);
                trail?.Uses(FactKind.Household, HouseholdForms.Summary(form, holds switch
                {
                    Truth.Yes => "condición cumplida",
                    Truth.No => "condición no cumplida",
                    _ => "condición no relevada",
                }), form.Provenance);
                found.Add(holds);
            }
        }

        if (found.IsContradictory)
            return Say(trail, Truth.Unknown, "Hay fichas del mismo día que se contradicen sobre las condiciones de la vivienda.");
        if (found.IsStated && found.Truth == Truth.No)
            return Say(trail, Truth.No, "Según la última ficha del hogar, no cuenta con ello.");
        if (!asked.Facts.IsComplete(FactKind.Household))
            return SayMissing(trail, asked, FactKind.Household);
        return found.Truth == Truth.Yes
            ? Say(trail, Truth.Yes, "Según la última ficha del hogar, cuenta con ello.")
            : Say(trail, Truth.Unknown, "Ninguna ficha del hogar lo dice.");
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes)
    {
        if (!SafeWater && !SafeSanitation && !Electricity && !LastingDwelling && PeoplePerBedroomAtMost is null)
            at.Error(path, "must demand something: safe_water, safe_sanitation, electricity or lasting_dwelling: true, or people_per_bedroom_at_most");
    }

    private static int Latest(in Case asked)
    {
        var latest = Measurement.Later;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Households.Count; i++)
            {
                if (records.Households[i].LivingConditions is not null)
                    latest = Math.Max(latest, HouseholdForms.Order(records.Households[i], asked.Day));
            }
        }

        return latest;
    }

    private Truth Holds(LivingConditions told)
    {
        var holds = Truth.Yes;
        if (SafeWater)
            holds = holds.And(told.HasSafeWater ? TruthLogic.Of(told.SafeWater) : Truth.Unknown);
        if (SafeSanitation)
            holds = holds.And(told.HasSafeSanitation ? TruthLogic.Of(told.SafeSanitation) : Truth.Unknown);
        if (Electricity)
            holds = holds.And(told.HasElectricity ? TruthLogic.Of(told.Electricity) : Truth.Unknown);
        if (LastingDwelling)
            holds = holds.And(told.HasLastingDwelling ? TruthLogic.Of(told.LastingDwelling) : Truth.Unknown);
        if (PeoplePerBedroomAtMost is { } most)
        {
            // a number that counts no people is none
            var counted = told.HasPeoplePerBedroom && told.PeoplePerBedroom is > 0 and < double.PositiveInfinity;
            holds = holds.And(counted ? TruthLogic.Of(told.PeoplePerBedroom <= (double)most) : Truth.Unknown);
        }

        return holds;
    }
}
