namespace Vamos.Sandbox.LegacySystems.Health;

using System.Text.Json.Nodes;

/// <summary>Writes visits: antenatal care, controls of undernourished children, and others that tell nothing.</summary>
internal static class FhirEncounterResources
{
    private const string Icd10 = "http://hl7.org/fhir/sid/icd-10";
    private const string Snomed = "http://snomed.info/sct";
    private const double Poor = 0.2;

    // Days before today.
    private static readonly int[] AntenatalVisits = [110, 72, 31];

    /// <summary>The visits of a person.</summary>
    public static IEnumerable<FhirResource> Of(FhirSubject subject, DateOnly today, DateTimeOffset loaded)
    {
        var person = subject.Person;
        List<JsonObject> visits = [];
        if (person.IsPregnant)
        {
            visits.AddRange(AntenatalVisits.Select((days, i) => Visit(
                subject,
                today.AddDays(-days),
                // One visit in three says it by its type alone.
                i == 1 ? null : FhirResource.Concept(Icd10, subject.Index % 4 == 3 ? "Z35.9" : "Z34.8", "Supervisión de embarazo"),
                FhirResource.Concept(Snomed, "424525001", "Antenatal care"))));
        }

        if (!subject.IsTestPerson && person.AgeOn(today) < 5 && person.AgeOn(today) > 0 && subject.Household.Welfare < Poor && subject.Index % 3 != 0)
        {
            var code = subject.Index % 3 == 1 ? "E44.1" : "R62.8";
            visits.Add(Visit(subject, today.AddDays(-20 - (subject.Index % 60)), FhirResource.Concept(Icd10, code), null));
        }

        if (person.Health.WasTreated)
            visits.Add(Visit(subject, today.AddDays(-150), FhirResource.Concept(Icd10, "J06.9", "Infección aguda de las vías respiratorias"), null));
        return visits.Select((visit, i) => FhirResource.Of("Encounter", $"enc-{subject.Index}-{i}", subject.PatientId, loaded, visit));
    }

    private static JsonObject Visit(FhirSubject subject, DateOnly day, JsonObject? reason, JsonObject? type)
    {
        var visit = new JsonObject
        {
            ["status"] = "finished",
            ["class"] = FhirResource.Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB"),
        };
        if (type is not null)
            visit["type"] = new JsonArray(type);
        visit["subject"] = FhirResource.Reference($"Patient/{subject.PatientId}");
        visit["period"] = new JsonObject
        {
            ["start"] = $"{FhirResource.Day(day)}T08:30:00-03:00",
            ["end"] = $"{FhirResource.Day(day)}T09:00:00-03:00",
        };
        if (reason is not null)
            visit["reasonCode"] = new JsonArray(reason);
        return visit;
    }
}
