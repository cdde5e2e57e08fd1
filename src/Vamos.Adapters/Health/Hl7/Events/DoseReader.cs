namespace Vamos.Adapters.Health.Hl7.Events;

using System.Globalization;
using Vamos.Adapters.Hl7;

/// <summary>Reads the doses of a VXU: each RXA with the ORC before it and the OBX after it.</summary>
internal static class DoseReader
{
    private const string DoseNumberInSeries = "30973-2";

    // The order number that stands for none.
    private const string NoOrder = "9999";
    private const int MostDoses = 98;

    public static List<Dose> Read(Hl7Message message)
    {
        var doses = new List<Dose>();
        Hl7Segment? order = null;
        for (var index = 0; index < message.Count; index++)
        {
            var segment = message[index];
            if (segment.Is("ORC"))
                order = segment;
            if (!segment.Is("RXA"))
                continue;
            if (ReadOne(message, index, order) is { } dose)
                doses.Add(dose);
            order = null;
        }

        return doses;
    }

    private static Dose? ReadOne(Hl7Message message, int index, Hl7Segment? order)
    {
        var rxa = message[index];
        if (rxa.Field(5).IsEmpty)
            throw rxa.Flaw(Hl7ErrorCode.RequiredFieldMissing, 5, "is missing");
        var vaccine = VaccineCode.Read(rxa.Field(5)) ?? throw rxa.Flaw(Hl7ErrorCode.DataType, 5, "has no code of a vaccine");
        if (VaccineCodes.IsNone(vaccine.System, vaccine.Code))
            return null;
        var date = PatientReader.DateIn(rxa, 3) ?? throw rxa.Flaw(Hl7ErrorCode.RequiredFieldMissing, 3, "is missing");
        var given = GivenOf(rxa);
        return new Dose
        {
            Action = ActionOf(rxa),
            Filler = FillerOf(order),
            VaccineSystem = vaccine.System,
            VaccineCode = vaccine.Code,
            VaccineName = vaccine.Name,
            Date = date.ToIso(),
            Number = given == DoseGiven.Not ? null : NumberOf(message, index),
            Given = given,
            Establishment = EstablishmentOf(rxa),
        };
    }

    private static DoseGiven GivenOf(Hl7Segment rxa) => rxa.Field(20).Text.Trim().ToUpperInvariant() switch
    {
        "CP" or "" => DoseGiven.Wholly,
        "PA" => DoseGiven.InPart,
        "RE" or "NA" => DoseGiven.Not,
        _ => throw rxa.Flaw(Hl7ErrorCode.TableValueNotFound, 20, "is no completion status (CP, PA, RE, NA)"),
    };

    private static DoseAction ActionOf(Hl7Segment rxa) => rxa.Field(21).Text.Trim().ToUpperInvariant() switch
    {
        "A" or "U" or "" => DoseAction.Set,
        "D" => DoseAction.Delete,
        _ => throw rxa.Flaw(Hl7ErrorCode.TableValueNotFound, 21, "is no action (A, U, D)"),
    };

    private static string FillerOf(Hl7Segment? order)
    {
        if (order is not { } orc)
            return "";
        var filler = orc.Field(3);
        var number = filler.Component(1).Text.Trim();
        return number is "" or NoOrder ? "" : $"{number}|{filler.Component(2).Text.Trim()}";
    }

    private static string EstablishmentOf(Hl7Segment rxa)
    {
        // LA2 until version 2.7, and a location of its own since.
        var old = rxa.Field(11);
        string[] places = [old.Component(4).Text, rxa.Field(27).Component(4).Text, old.Component(1).Text];
        return places.Select(place => place.Trim()).FirstOrDefault(place => place.Length != 0) ?? "";
    }

    /// <summary>
    /// The number by an observation. Without one the counter RXA-2 is taken from 2 on: senders who do not count write 1 there always, and 999
    /// where they do not know.
    /// </summary>
    private static int? NumberOf(Hl7Message message, int index)
    {
        var told = new HashSet<int>();
        for (var at = index + 1; at < message.Count && !message[at].Is("ORC") && !message[at].Is("RXA"); at++)
        {
            var observation = message[at];
            var isNumber = observation.Is("OBX")
                && (observation.Field(3).Component(1).Text == DoseNumberInSeries || observation.Field(3).Component(4).Text == DoseNumberInSeries);
            if (isNumber && NumberIn(observation.Field(5)) is { } number)
                told.Add(number);
        }

        // A combined vaccine may be another dose in the series of each of its parts; then there is no one number.
        if (told.Count != 0)
            return told.Count == 1 ? told.Single() : null;
        return NumberIn(message[index].Field(2)) is > 1 and var counter ? counter : null;
    }

    private static int? NumberIn(Hl7Value value) =>
        int.TryParse(value.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostDoses ? number : null;
}
