namespace Vamos.Sandbox.LegacySystems.Health;

using System.Globalization;
using Vamos.Adapters.Hl7;
using Vamos.Sandbox.Population;

/// <summary>The messages of the simulated hospital system: HL7 v2.5.1 in UTF-8, patients by their file number and their cédula.</summary>
internal sealed class HealthMessages(TimeProvider time)
{
    private const string Authority = "HIS-SIMULADO";
    private long _last = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The number under which the hospital keeps somebody.</summary>
    public static string FileNumber(SimulatedPerson person) => (700_000_000L + person.Id).ToString(CultureInfo.InvariantCulture);

    /// <summary>A28, somebody is registered.</summary>
    public OutgoingMessage Registration(SimulatedPerson person) => Admission("A28", person, person.DeathDate);

    /// <summary>A08, somebody's data changed, and perhaps that he or she died.</summary>
    public OutgoingMessage Update(SimulatedPerson person, DateOnly? death) => Admission("A08", person, death);

    /// <summary>A08 with a date of birth that no calendar has: the receiver must refuse it.</summary>
    public OutgoingMessage Defective(SimulatedPerson person)
    {
        var writer = Begin("ADT", "A08", "ADT_A01", out var controlId);
        writer.Segment("PID").Field("1").Skip(1);
        Identifiers(writer, FileNumber(person), person.Cedula);
        writer.Skip(1).Field(person.Name.FirstSurname, person.Name.FirstGiven).Skip(1).Field("19801345");
        return new OutgoingMessage(controlId, writer.ToBytes());
    }

    /// <summary>A40, a second file of somebody is merged into the first.</summary>
    public OutgoingMessage Merge(SimulatedPerson person, string mergedFileNumber)
    {
        var writer = Begin("ADT", "A40", "ADT_A39", out var controlId);
        Patient(writer, person, person.DeathDate);
        writer.Segment("MRG").Field(mergedFileNumber, null, null, Authority, "MR");
        return new OutgoingMessage(controlId, writer.ToBytes());
    }

    /// <summary>VXU V04, somebody was vaccinated.</summary>
    public OutgoingMessage Vaccination(SimulatedPerson person, SimulatedVaccine vaccine, int dose, DateOnly date, string establishment)
    {
        var writer = Begin("VXU", "V04", "VXU_V04", out var controlId);
        Patient(writer, person, person.DeathDate);
        writer.Segment("ORC").Field("RE").Skip(1).Field($"VAC-{controlId}", Authority);
        writer.Segment("RXA").Field("0").Field("1").Field(Hl7Time.Format(date)).Skip(1).Field(vaccine.Cvx, vaccine.Name, "CVX")
            .Field("0.5").Field("mL", "mililitro", "UCUM").Skip(1).Field("00", "New immunization record", "NIP001").Skip(1)
            .Field(null, null, null, establishment).Skip(8).Field("CP").Field("A");
        writer.Segment("OBX").Field("1").Field("NM").Field("30973-2", "Dose number in series", "LN").Field("1")
            .Field(dose.ToString(CultureInfo.InvariantCulture)).Skip(5).Field("F");
        return new OutgoingMessage(controlId, writer.ToBytes());
    }

    private OutgoingMessage Admission(string trigger, SimulatedPerson person, DateOnly? death)
    {
        var writer = Begin("ADT", trigger, "ADT_A01", out var controlId);
        Patient(writer, person, death);
        writer.Segment("PV1").Field("1").Field("O");
        return new OutgoingMessage(controlId, writer.ToBytes());
    }

    private Hl7Writer Begin(string type, string trigger, string structure, out string controlId)
    {
        controlId = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        var now = Hl7Time.Format(time.GetUtcNow().ToOffset(TimeSpan.FromHours(-3)));
        var writer = new Hl7Writer();
        writer.Header("MSH").Field("HIS").Field(Authority).Field("VAMOS").Field("MSPBS").Field(now).Skip(1).Field(type, trigger, structure)
            .Field(controlId).Field("P").Field("2.5.1").Skip(5).Field("UNICODE UTF-8");
        if (type == "ADT")
            writer.Segment("EVN").Skip(1).Field(now);
        return writer;
    }

    private static void Patient(Hl7Writer writer, SimulatedPerson person, DateOnly? death)
    {
        writer.Segment("PID").Field("1").Skip(1);
        Identifiers(writer, FileNumber(person), person.Cedula);
        var name = person.Name;
        string[] family = [$"{name.FirstSurname} {name.SecondSurname}".Trim(), "", "", "", name.MarriedSurname ?? ""];
        writer.Skip(1)
            .Field([[family, [name.FirstGiven], [name.SecondGiven ?? ""], [""], [""], [""], ["L"]]])
            .Skip(1).Field(Hl7Time.Format(person.BirthDate)).Field(person.Sex == Sex.Female ? "F" : "M");
        if (death is { } day)
            writer.Skip(20).Field(Hl7Time.Format(day)).Field("Y");
    }

    private static void Identifiers(Hl7Writer writer, string fileNumber, Cedula? cedula)
    {
        writer.Field(fileNumber, null, null, Authority, "MR");
        if (cedula is { } document)
            writer.Repeat(document.ToString(), null, null, "PRY", "NI");
    }
}
