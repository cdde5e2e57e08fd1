namespace Vamos.Fips.Instruments.FichaHogar;

using Vamos.Common.V1;
using Vamos.Fips.V1;
using Vamos.Translation;
using Vamos.Translation.Delimited;

/// <summary>
/// A line of the file of households. Columns bear the numbers of the questions; what they mean follows from the order of the columns of the table
/// <c>ficha_hogar</c> of the system that imported the same file, whose questions come in the same order.
/// </summary>
internal static class HouseholdSheet
{
    public static DelimitedLayout Layout { get; } = new(DelimitedColumn.Texts(LegacyFormFiles.HouseholdColumns));

    /// <summary>The form without its members, who lives there by the interviewer's count, and which of them answered.</summary>
    public static HouseholdAnswers Read(DelimitedRecord record, InstrumentTerms terms)
    {
        var number = LegacyFormFiles.HouseholdNumberOf(record);
        var date = record.Date("P20D", "P20M", "P20A");
        if (date is null && record.IsSound)
            record.Note("P20A", "missing, so nobody can tell when the form was true");
        var form = new IntegratedProtectionForm
        {
            Interview = new Interview
            {
                Date = date,
                Place = new Place
                {
                    DistrictCode = record.District("P01A", "P01B"),
                    Area = record.Code("P06", LegacyCodes.AreaOf),
                    Locality = record.Name("P08"),
                },
                Instrument = Instrument.FichaHogar,
                Institution = terms.Institution,
                FormNumber = number,
                // Not the remarks (observaciones), which name people, nor the point on the map, whose columns nobody explains.
            },
            Dwelling = Dwelling(record),
            Assets = Assets(record),
        };
        return new HouseholdAnswers(form, number, record.Number("P14"), record.Number("P104"));
    }

    private static Dwelling Dwelling(DelimitedRecord record)
    {
        var dwelling = new Dwelling
        {
            Walls = record.Code("P24", LegacyDwelling.WallsOf),
            Floor = record.Code("P25", LegacyDwelling.FloorOf),
            Roof = record.Code("P26", LegacyDwelling.RoofOf),
            Tenure = record.Code("P27", LegacyDwelling.TenureOf),
            CookingFuel = record.Code("P30", LegacyDwelling.FuelOf),
            Bathroom = record.Code("P31", LegacyDwelling.BathroomOf),
            Sanitation = record.Code("P32", LegacyDwelling.SanitationOf),
            WaterSource = record.Code("P33", LegacyDwelling.WaterSourceOf),
            WaterSupplyPlace = record.Code("P34", LegacyDwelling.WaterSupplyOf),
            WasteDisposal = record.Code("P36", LegacyDwelling.WasteOf),
        };
        if (Count(record, "P28A") is { } rooms)
            dwelling.Rooms = rooms;
        if (Count(record, "P28B") is { } bedrooms)
            dwelling.Bedrooms = bedrooms;
        if (record.Code("P29", LegacyCodes.YesNo) is { } kitchen)
            dwelling.Kitchen = kitchen;
        if (record.Code("P35", LegacyCodes.YesNo) is { } electricity)
            dwelling.Electricity = electricity;
        return dwelling;
    }

    private static Assets Assets(DelimitedRecord record)
    {
        var assets = new Assets();
        if (record.Code("P37", LegacyCodes.YesNo) is { } mobile)
            assets.MobilePhone = mobile;
        if (record.Code("P38", LegacyCodes.YesNo) is { } landLine)
            assets.LandLine = landLine;
        if (record.Code("P391", LegacyCodes.YesNo) is { } refrigerator)
            assets.Refrigerator = refrigerator;
        if (record.Code("P392", LegacyCodes.YesNo) is { } washingMachine)
            assets.WashingMachine = washingMachine;
        if (record.Code("P393", LegacyCodes.YesNo) is { } heater)
            assets.WaterHeater = heater;
        if (record.Code("P394", LegacyCodes.YesNo) is { } airConditioner)
            assets.AirConditioner = airConditioner;
        if (record.Code("P395", LegacyCodes.YesNo) is { } car)
            assets.Car = car;
        if (record.Code("P396", LegacyCodes.YesNo) is { } truck)
            assets.Truck = truck;
        if (record.Code("P397", LegacyCodes.YesNo) is { } motorcycle)
            assets.Motorcycle = motorcycle;
        return assets;
    }

    private static int? Count(DelimitedRecord record, string column)
    {
        if (record.Number(column) is not { } count)
            return null;
        if (count is >= 0 and <= 99)
            return (int)count;
        record.Note(column, "not a number of rooms (0 to 99)");
        return null;
    }
}

/// <summary>What a line of the file of households says.</summary>
/// <param name="Form">The form without its members.</param>
/// <param name="Number">Number of the household.</param>
/// <param name="People">How many live there; null when it does not say.</param>
/// <param name="Respondent">Number of the member who answered; null or 0 when it does not say.</param>
internal sealed record HouseholdAnswers(IntegratedProtectionForm Form, string Number, long? People, long? Respondent);
