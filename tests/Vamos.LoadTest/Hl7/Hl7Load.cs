namespace Vamos.LoadTest.Hl7;

using System.Globalization;
using Vamos.Adapters.Hl7;

/// <summary>Messages as hospitals send them, registrations and vaccinations in turn, about ever other people.</summary>
internal static class Hl7Load
{
    private static readonly (string Segment, int[] Fields)[] Read =
        [("MSH", [3, 4, 7, 9, 10, 11, 12]), ("PID", [3, 5, 7, 8, 16, 29, 30]), ("ORC", [3]), ("RXA", [2, 3, 5, 11, 20, 21]), ("OBX", [3, 5])];

    public static byte[] Message(int sender, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{sender}-{number}");
        var person = (sender * 1_000_000) + (number / 2) + 1;
        var writer = new Hl7Writer();
        var isVaccination = number % 2 == 1;
        writer.Header("MSH").Field("HIS").Field("HOSPITAL").Field("VAMOS").Field("MSPBS").Field("20261120081500.250-0300").Skip(1)
            .Field(isVaccination ? "VXU" : "ADT", isVaccination ? "V04" : "A28").Field(id).Field("P").Field("2.5.1").Skip(5).Field("UNICODE UTF-8");
        if (!isVaccination)
            writer.Segment("EVN").Skip(1).Field("20261120081500.250-0300");
        var file = person.ToString(CultureInfo.InvariantCulture);
        writer.Segment("PID").Field("1").Skip(1).Field(file, null, null, "HIS", "MR").Repeat(file, null, null, "PRY", "NI").Skip(1)
            .Field([[["Núñez Peña"], ["Eulalia"], ["Ramona"], [""], [""], [""], ["L"]]]).Skip(1).Field("19590312").Field("F").Skip(2)
            .Field("Mariscal López 1234", null, "Villeta", null, null, "PRY").Skip(4).Field("M");
        writer.Segment("PV1").Field("1").Field("O");
        if (isVaccination)
        {
            writer.Segment("ORC").Field("RE").Skip(1).Field("VAC-" + id, "HIS");
            writer.Segment("RXA").Field("0").Field("1").Field("20261119").Skip(1).Field("03", "SPR", "CVX").Field("0.5").Field("mL").Skip(1)
                .Field("00", "New immunization record", "NIP001").Skip(1).Field(null, null, null, "USF San Miguel").Skip(8).Field("CP").Field("A");
            writer.Segment("OBX").Field("1").Field("NM").Field("30973-2", "Dose number in series", "LN").Field("1").Field("2").Skip(5).Field("F");
        }

        return writer.ToBytes();
    }

    public static int Look(Hl7Message message)
    {
        var letters = 0;
        foreach (var (name, fields) in Read)
        {
            if (message.Find(name) is not { } segment)
                continue;
            foreach (var field in fields)
                letters += segment.Field(field).Component(1).Text.Length + segment.Field(field).Component(4).Text.Length;
        }

        return letters;
    }
}
