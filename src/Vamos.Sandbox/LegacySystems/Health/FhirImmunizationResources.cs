namespace Vamos.Sandbox.LegacySystems.Health;

using System.Text.Json.Nodes;
using Vamos.Contracts.Territory;

/// <summary>Writes doses as immunizations.</summary>
internal static class FhirImmunizationResources
{
    private const string Cvx = "http://hl7.org/fhir/sid/cvx";
    private const string OwnList = "http://www.mspbs.gov.py/fhir/CodeSystem/pai";

    /// <summary>The doses that were in the register when it was loaded.</summary>
    public static IEnumerable<FhirResource> Of(FhirSubject subject, DateOnly today, DateTimeOffset loaded)
    {
        var doses = VaccinationSchedule.DosesOf(subject, today).ToArray();
        for (var i = 0; i < doses.Length; i++)
        {
            var (dose, day) = doses[i];
            var patient = subject.Is(FhirOddity.Merged) && i < doses.Length / 2 ? subject.OtherPatientId : subject.PatientId;
            var body = Body(patient, dose, day, subject.Household.District, withName: (subject.Index + i) % 2 == 0);
            if (i == doses.Length - 1)
                MakeOdd(body, subject, dose);
            yield return FhirResource.Of("Immunization", $"vac-{subject.Index}-{i}", patient, loaded, body);
            if (i == 0 && subject.Is(FhirOddity.EnteredInError))
            {
                var wrong = Body(patient, dose, day.AddDays(1), subject.Household.District, withName: true);
                wrong["status"] = "entered-in-error";
                yield return FhirResource.Of("Immunization", $"vac-{subject.Index}-e", patient, loaded, wrong);
            }
        }
    }

    /// <summary>One dose given now.</summary>
    public static JsonObject Body(string patient, ScheduledDose dose, DateOnly day, District district, bool withName)
    {
        var coding = new JsonArray(FhirResource.Coding(OwnList, dose.Code, dose.Name));
        coding.Add(FhirResource.Coding(Cvx, dose.Cvx));
        var place = $"Location/est-{district.Code}";
        return new JsonObject
        {
            ["status"] = "completed",
            ["vaccineCode"] = new JsonObject { ["coding"] = coding, ["text"] = dose.Name },
            ["patient"] = FhirResource.Reference($"Patient/{patient}"),
            ["occurrenceDateTime"] = FhirResource.Day(day),
            ["recorded"] = FhirResource.Day(day.AddDays(1)),
            ["primarySource"] = true,
            ["location"] = FhirResource.Reference(place, withName ? FhirDirectoryResources.NameOf(district) : null),
            ["protocolApplied"] = new JsonArray(new JsonObject { ["doseNumberPositiveInt"] = dose.Number }),
        };
    }

    private static void MakeOdd(JsonObject body, FhirSubject subject, ScheduledDose dose)
    {
        if (subject.Is(FhirOddity.UnknownVaccine))
        {
            body["vaccineCode"] = FhirResource.Concept(OwnList, $"X-{dose.Code}");
        }
        else if (subject.Is(FhirOddity.DoseWithoutDate))
        {
            body.Remove("occurrenceDateTime");
            body["occurrenceString"] = "en primavera";
        }
        else if (subject.Is(FhirOddity.ModifiedDose))
        {
            body["modifierExtension"] = new JsonArray(new JsonObject
            {
                ["url"] = "http://www.mspbs.gov.py/fhir/StructureDefinition/dosis-de-simulacro",
                ["valueBoolean"] = true,
            });
        }
        else if (subject.Is(FhirOddity.Refused))
        {
            body["status"] = "not-done";
            body["statusReason"] = FhirResource.Concept("http://terminology.hl7.org/CodeSystem/v3-ActReason", "PATOBJ");
        }
    }
}
