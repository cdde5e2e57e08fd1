namespace Vamos.Adapters.Health.Hl7;

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Health.Hl7.Events;
using Vamos.Adapters.Health.Hl7.Store;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>One person's answer. Several institutions may each have sent a record with the number; together they are the person.</summary>
internal sealed class Hl7Answer(KnownPatients known, FactKinds kinds)
{
    public const string System = "hl7-eventos";

    public PersonRecords For(NationalId id)
    {
        var cedula = id.ToText();
        var patients = known.PatientsOf(cedula);
        var issues = known.IssuesOf(cedula).Where(issue => kinds.Contains(issue.Kind)).ToList();
        var records = new PersonRecords { NationalId = id, Found = patients.Count != 0 || known.IssuesOf(cedula).Count != 0 };
        records.Issues.Add(issues);
        if (patients.Count == 0)
            return records;
        if (Contradict(patients))
        {
            // Two people under one number: whose facts these are nobody can tell.
            records.Issues.Add(kinds.Select(kind => new RecordIssue
            {
                RecordSource = "PID",
                RecordKey = patients[0].Id.ToString(CultureInfo.InvariantCulture),
                Field = "PID-7",
                Reason = "several records with this identity document give different dates of birth; none of them is used",
                Kind = kind,
            }));
            return records;
        }

        if (kinds.Contains(FactKind.Person))
            records.Person = PersonOf(id, patients);
        if (kinds.Contains(FactKind.Immunization))
            AddDoses(records, patients);
        return records;
    }

    private static bool Contradict(IReadOnlyList<PatientRow> patients) =>
        patients.Select(patient => patient[PatientField.Birth]).Where(birth => birth is { Length: 10 }).Distinct().Count() > 1;

    private static Person PersonOf(NationalId id, IReadOnlyList<PatientRow> patients)
    {
        var person = new Person { NationalId = id, Provenance = Provenance(patients.Max(LastSaid)) };
        if (Latest(patients, PatientField.Name) is { } name)
            person.Name = HealthName.Write(name);
        if (Latest(patients, PatientField.Birth) is { } birth)
            person.BirthDate = DateOf(birth);
        if (Latest(patients, PatientField.Sex) is { } sex)
            person.Sex = global::System.Enum.Parse<Sex>(sex);
        if (Latest(patients, PatientField.Marital) is { } marital)
            person.MaritalStatus = global::System.Enum.Parse<MaritalStatus>(marital);
        // A hospital that never heard of the death does not bring anybody back.
        if (patients.Where(patient => patient[PatientField.Death] is not null).MaxBy(patient => patient.SaidAt(PatientField.Death)) is { } dead)
        {
            person.Death = new Death { Provenance = Provenance(dead.SaidAt(PatientField.Death)) };
            if (dead[PatientField.Death]![1..] is { Length: > 0 } date)
                person.Death.Date = DateOf(date);
        }

        return person;
    }

    private static string? Latest(IReadOnlyList<PatientRow> patients, PatientField field) => patients
        .Where(patient => patient[field] is not null)
        .MaxBy(patient => patient.SaidAt(field))?[field];

    private static long LastSaid(PatientRow patient) => PatientFacts.Fields.Max(patient.SaidAt);

    /// <summary>Every dose once, though several institutions may have sent it.</summary>
    private void AddDoses(PersonRecords records, IReadOnlyList<PatientRow> patients)
    {
        var doses = patients.SelectMany(Current)
            .GroupBy(dose => (dose.System, dose.Code, dose.Date, dose.Given))
            .Select(said => said.OrderByDescending(dose => dose.Number is not null).ThenByDescending(dose => dose.Changed).First())
            .OrderBy(dose => dose.Date, StringComparer.Ordinal)
            .ThenBy(dose => dose.Code, StringComparer.Ordinal)
            .ToLookup(dose => dose.Given == DoseGiven.InPart);
        records.Immunizations.Add(doses[false].Select(Immunization));
        records.Issues.Add(doses[true].Select(dose => new RecordIssue
        {
            RecordSource = "VXU^V04",
            RecordKey = string.Create(CultureInfo.InvariantCulture, $"dose-{dose.Id}"),
            Field = "RXA-20",
            Reason = "given in part only, and whether that counts as a dose is not said",
            Kind = FactKind.Immunization,
        }));
    }

    /// <summary>What was last said of each dose of a record, by its number or else by what it is.</summary>
    private IEnumerable<KnownDose> Current(PatientRow patient) => known.DosesOf(patient)
        .GroupBy(dose => dose.Filler.Length != 0 ? (dose.Filler, "", "", default) : ("", dose.System + "|" + dose.Code, dose.Date, dose.Given))
        .Select(said => said.MaxBy(dose => dose.Changed)!)
        .Where(dose => !dose.IsDeleted);

    private static ImmunizationRecord Immunization(KnownDose dose)
    {
        var record = new ImmunizationRecord
        {
            VaccineCode = dose.Code,
            VaccineSystem = dose.System,
            VaccineName = dose.Name,
            OccurrenceDate = DateOf(dose.Date),
            Establishment = dose.Establishment,
            NotGiven = dose.Given == DoseGiven.Not,
            Provenance = Provenance(dose.Changed),
        };
        if (dose.Number is { } number)
            record.DoseNumber = number;
        return record;
    }

    private static Provenance Provenance(long said) =>
        HealthProvenance.Of(System, Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(said)));

    private static Date DateOf(string iso)
    {
        var parts = iso.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new Date { Year = parts[0], Month = parts.ElementAtOrDefault(1), Day = parts.ElementAtOrDefault(2) };
    }
}
