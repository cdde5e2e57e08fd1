namespace Vamos.Sandbox.LegacySystems.Health;

using System.Text.Json.Nodes;
using Vamos.Sandbox.Population;

/// <summary>Writes people as patients.</summary>
internal static class FhirPatientResources
{
    public const string CedulaSystem = "http://www.mspbs.gov.py/fhir/sid/cedula";
    private const string DistrictExtension = "http://www.mspbs.gov.py/fhir/StructureDefinition/distrito-ine";
    private const string Extensions = "http://hl7.org/fhir/StructureDefinition/";

    /// <summary>The records of a person, two for a few.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="death">When the person died, as far as the ministry knows.</param>
    /// <param name="loaded">When the register was loaded.</param>
    /// <param name="changed">When the record was changed since; null when it never was.</param>
    public static IEnumerable<FhirResource> Of(FhirSubject subject, DateOnly? death, DateTimeOffset loaded, DateTimeOffset? changed)
    {
        var body = Body(subject, death);
        if (subject.Is(FhirOddity.Merged))
            body["link"] = Link("replaces", subject.OtherPatientId);
        yield return FhirResource.Of("Patient", subject.PatientId, subject.PatientId, changed ?? loaded, body, changed is null ? 1 : 2);
        if (subject.Is(FhirOddity.Merged))
        {
            var old = Body(subject, null);
            old["active"] = false;
            old["link"] = Link("replaced-by", subject.PatientId);
            yield return FhirResource.Of("Patient", subject.OtherPatientId, subject.OtherPatientId, loaded, old);
        }

        if (subject.Is(FhirOddity.Unlinked))
            yield return FhirResource.Of("Patient", subject.OtherPatientId, subject.OtherPatientId, loaded, Body(subject, null));
    }

    private static JsonObject Body(FhirSubject subject, DateOnly? death)
    {
        var person = subject.Person;
        var body = new JsonObject
        {
            ["identifier"] = Identifiers(subject),
            ["active"] = true,
            ["name"] = new JsonArray(Name(subject)),
            ["gender"] = person.Sex == Sex.Male ? "male" : "female",
            ["birthDate"] = BirthDate(subject),
        };
        if (death is { } day)
            body["deceasedDateTime"] = FhirResource.Day(day);
        body["maritalStatus"] = FhirResource.Concept(
            "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus",
            person.CivilStatus switch { CivilStatus.Married => "M", CivilStatus.Widowed => "W", CivilStatus.Divorced => "D", _ => "S" });
        body["address"] = new JsonArray(Address(subject));
        return body;
    }

    private static JsonArray Identifiers(FhirSubject subject)
    {
        // The number in the ministry's own files, which everybody has.
        var identifiers = new JsonArray(new JsonObject
        {
            ["use"] = "secondary",
            ["system"] = "http://www.mspbs.gov.py/fhir/sid/historia-clinica",
            ["value"] = $"HC-{subject.Index:00000000}",
        });
        if (subject.Person.Cedula is { } cedula)
        {
            identifiers.Add(new JsonObject
            {
                ["use"] = "official",
                ["type"] = FhirResource.Concept("http://terminology.hl7.org/CodeSystem/v2-0203", "NI"),
                ["system"] = CedulaSystem,
                ["value"] = cedula.ToString(),
            });
        }

        return identifiers;
    }

    private static JsonObject Name(FhirSubject subject)
    {
        var name = subject.Person.Name;
        var family = string.Join(' ', new[] { name.FirstSurname, name.SecondSurname, name.MarriedSurname }.Where(part => part is not null));
        var given = new JsonArray(name.FirstGiven);
        if (name.SecondGiven is { } second)
            given.Add(second);
        var written = new JsonObject { ["use"] = "official", ["text"] = name.Full, ["family"] = family, ["given"] = given };
        if (subject.Is(FhirOddity.SurnamesInOneText))
            return written;

        var parts = new JsonArray(Part("humanname-fathers-family", name.FirstSurname));
        if (name.SecondSurname is { } mothers)
            parts.Add(Part("humanname-mothers-family", mothers));
        if (name.MarriedSurname is { } married)
            parts.Add(Part("humanname-partner-name", married));
        written["_family"] = new JsonObject { ["extension"] = parts };
        return written;
    }

    private static JsonObject Part(string extension, string value) => new() { ["url"] = Extensions + extension, ["valueString"] = value };

    private static string BirthDate(FhirSubject subject)
    {
        var whole = FhirResource.Day(subject.Person.BirthDate);
        return subject.Is(FhirOddity.BirthYearOnly) ? whole[..4] : subject.Is(FhirOddity.BirthMonthOnly) ? whole[..7] : whole;
    }

    private static JsonObject Address(FhirSubject subject)
    {
        var district = subject.Household.District;
        var address = new JsonObject { ["use"] = "home", ["line"] = new JsonArray(subject.Household.Address) };
        if (!subject.Is(FhirOddity.DistrictByName))
            address["extension"] = new JsonArray(new JsonObject { ["url"] = DistrictExtension, ["valueCode"] = district.Code });
        address["district"] = subject.Is(FhirOddity.UnknownDistrict) ? "Villa que no está" : district.Name;
        address["state"] = district.Department.Name;
        address["country"] = "PY";
        return address;
    }

    private static JsonArray Link(string type, string other) =>
        new(new JsonObject { ["other"] = FhirResource.Reference($"Patient/{other}"), ["type"] = type });
}
