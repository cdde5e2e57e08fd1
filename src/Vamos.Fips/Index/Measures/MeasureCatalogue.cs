namespace Vamos.Fips.Index.Measures;

using System.Collections.Frozen;
using Vamos.Fips.V1;

/// <summary>Everything that variables can read in a form.</summary>
internal static class MeasureCatalogue
{
    public static FrozenDictionary<string, Measure> ByName { get; } = new[]
    {
        Measure.Number("people-per-bedroom", PeoplePerBedroom),
        Measure.Choice<WallMaterial>("walls", home => (int)home.Dwelling.Walls),
        Measure.Choice<FloorMaterial>("floor", home => (int)home.Dwelling.Floor),
        Measure.Choice<RoofMaterial>("roof", home => (int)home.Dwelling.Roof),
        Measure.YesNo("kitchen", home => home.Dwelling.HasKitchen ? home.Dwelling.Kitchen : null),
        Measure.Choice<CookingFuel>("cooking-fuel", home => (int)home.Dwelling.CookingFuel),
        Measure.Choice<BathroomKind>("bathroom", home => (int)home.Dwelling.Bathroom),
        Measure.Choice<SanitationKind>("sanitation", home => (int)home.Dwelling.Sanitation),
        Measure.Choice<WaterSource>("water-source", home => (int)home.Dwelling.WaterSource),
        Measure.Choice<WaterSupplyPlace>("water-supply", home => (int)home.Dwelling.WaterSupplyPlace),
        Measure.YesNo("electricity", home => home.Dwelling.HasElectricity ? home.Dwelling.Electricity : null),
        Measure.Choice<WasteDisposal>("waste-disposal", home => (int)home.Dwelling.WasteDisposal),
        Measure.Words("telephone", Telephone, "neither", "mobile-only", "land-line-only", "both"),
        Measure.YesNo("refrigerator", home => home.Assets.HasRefrigerator ? home.Assets.Refrigerator : null),
        Measure.YesNo("washing-machine", home => home.Assets.HasWashingMachine ? home.Assets.WashingMachine : null),
        Measure.YesNo("water-heater", home => home.Assets.HasWaterHeater ? home.Assets.WaterHeater : null),
        Measure.YesNo("air-conditioner", home => home.Assets.HasAirConditioner ? home.Assets.AirConditioner : null),
        Measure.YesNo("car", home => home.Assets.HasCar ? home.Assets.Car : null),
        Measure.YesNo("truck", home => home.Assets.HasTruck ? home.Assets.Truck : null),
        Measure.Number("children", ChildMeasures.Children),
        HeadMeasures.Languages,
        Measure.Number("head-years-of-study", HeadMeasures.HeadYears),
        Measure.Number("partner-years-of-study", HeadMeasures.PartnerYears, "no-partner"),
        Measure.Number("children-lost-study", ChildMeasures.LostStudy, "no-children"),
        Measure.Words("insurance", HealthMeasures.Insurance, ShareWords.Words),
        Measure.Words("medical-care", HealthMeasures.MedicalCare, [.. ShareWords.Words, "nobody-ill"]),
        Measure.Words("vaccinated-children", HealthMeasures.Vaccinated, [.. ShareWords.Words, "no-children"]),
        HeadMeasures.Occupation,
    }.ToFrozenDictionary(measure => measure.Name, StringComparer.Ordinal);

    // No bedroom at all is the most crowded that there is.
    private static Measured PeoplePerBedroom(HouseholdReading home)
    {
        if (home.Dwelling is not { HasBedrooms: true, Bedrooms: >= 0 and var bedrooms })
            return Measured.Missing;
        return Measured.Counted(bedrooms == 0 ? double.PositiveInfinity : (double)home.Members.Count / bedrooms);
    }

    private static Measured Telephone(HouseholdReading home) => home.Assets is { HasMobilePhone: true, HasLandLine: true } assets
        ? Measured.Answered((assets.MobilePhone ? 1 : 0) + (assets.LandLine ? 2 : 0))
        : Measured.Missing;
}
