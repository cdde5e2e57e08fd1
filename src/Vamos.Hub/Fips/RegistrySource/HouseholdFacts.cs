namespace Vamos.Hub.Fips.RegistrySource;

using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips;
using Vamos.Fips.V1;
using Vamos.Hub.Fips.Store;

/// <summary>What the view of a household says in the words of facts, as every institution's records are.</summary>
internal static class HouseholdFacts
{
    /// <summary>The record of a household.</summary>
    /// <param name="view">Its current view.</param>
    /// <param name="readAt">When it was read.</param>
    public static HouseholdRecord Of(IntegratedProtectionForm view, DateTimeOffset readAt)
    {
        var members = view.Members.Where(IsMember).ToArray();
        var record = new HouseholdRecord
        {
            HouseholdId = view.HouseholdId,
            Instrument = NameOf(view.Interview?.Instrument ?? Instrument.Unspecified),
            InterviewDate = view.Interview?.Date?.Clone(),
            Place = view.Interview?.Place?.Clone(),
            Members = { members.Select(Member) },
            LivingConditions = Living(view.Dwelling, members.Length),
            Provenance = new Provenance
            {
                Institution = FormNames.Institution,
                System = FormNames.System,
                AsOf = InterviewTime.Of(view),
                RetrievedAt = Timestamp.FromDateTimeOffset(readAt),
            },
        };
        if (view.QualityOfLifeIndex is { } index)
            record.QualityOfLifeIndex = index.Value;
        return record;
    }

    private static bool IsMember(FormMember member) => member is not { HasHouseholdMember: true, HouseholdMember: false };

    private static string NameOf(Instrument instrument) => instrument switch
    {
        Instrument.Fips => "fips",
        Instrument.FichaHogar => "ficha-hogar",
        Instrument.FichaSocial => "ficha-social",
        Instrument.OlderAdultCensus => "censo-adultos-mayores",
        _ => "",
    };

    private static HouseholdMember Member(FormMember member)
    {
        var fact = new HouseholdMember
        {
            NationalId = member.NationalId?.Clone(),
            MemberId = member.MemberId,
            Kinship = member.Kinship,
            BirthDate = member.BirthDate?.Clone(),
            Sex = member.Sex,
        };
        if (member.Health is { HasPregnant: true } pregnancy)
            fact.Pregnant = pregnancy.Pregnant;
        if (member.Health is { } health && (health.DisabilityAsked || health.Disabilities.Count != 0))
            fact.Disability = health.Disabilities.Count != 0;
        if (member.Schooling is { HasAttends: true } schooling)
            fact.AttendsSchool = schooling.Attends;
        if (member.Incomes.Count != 0)
            fact.MonthlyIncome = member.Incomes.Sum(income => income.Amount);
        return fact;
    }

    private static LivingConditions? Living(Dwelling? dwelling, int members)
    {
        if (dwelling is null)
            return null;
        var living = new LivingConditions();
        if (SafeWater(dwelling) is { } water)
            living.SafeWater = water;
        if (dwelling.Sanitation != SanitationKind.Unspecified)
            living.SafeSanitation = dwelling.Sanitation is SanitationKind.Sewer or SanitationKind.Cesspit or SanitationKind.MunicipalPrivy;
        if (dwelling.HasElectricity)
            living.Electricity = dwelling.Electricity;
        if (Lasting(dwelling) is { } lasting)
            living.LastingDwelling = lasting;
        // Where no room is kept for sleeping, one room serves for all.
        if (dwelling.HasBedrooms && members != 0)
            living.PeoplePerBedroom = (double)members / Math.Max(1, dwelling.Bedrooms);
        return living;
    }

    private static bool? SafeWater(Dwelling dwelling) => dwelling switch
    {
        { WaterSource: WaterSource.Unspecified } => null,
        { WaterSource: not (WaterSource.PublicNetwork or WaterSource.PrivateNetwork or WaterSource.PumpedWell) } => false,
        { WaterSupplyPlace: WaterSupplyPlace.Unspecified } => null,
        _ => dwelling.WaterSupplyPlace is WaterSupplyPlace.Inside or WaterSupplyPlace.OnProperty,
    };

    private static bool? Lasting(Dwelling dwelling)
    {
        if (dwelling is { Walls: WallMaterial.Wattle or WallMaterial.Adobe or WallMaterial.Waste or WallMaterial.None }
            or { Floor: FloorMaterial.Earth } or { Roof: RoofMaterial.Thatch })
        {
            return false;
        }

        return dwelling is { Walls: WallMaterial.Unspecified } or { Floor: FloorMaterial.Unspecified } or { Roof: RoofMaterial.Unspecified } ? null : true;
    }
}
