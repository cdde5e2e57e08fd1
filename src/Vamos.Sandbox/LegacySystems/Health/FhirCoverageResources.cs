namespace Vamos.Sandbox.LegacySystems.Health;

using System.Text.Json.Nodes;
using Vamos.Sandbox.Population;

/// <summary>Writes who is insured, and by way of whom.</summary>
internal static class FhirCoverageResources
{
    private const string Relationships = "http://terminology.hl7.org/CodeSystem/subscriber-relationship";

    /// <summary>The insurance of a person.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="home">Everybody of the household.</param>
    /// <param name="today">The day of the register.</param>
    /// <param name="loaded">When it was loaded.</param>
    public static IEnumerable<FhirResource> Of(FhirSubject subject, IEnumerable<FhirSubject> home, DateOnly today, DateTimeOffset loaded)
    {
        var person = subject.Person;
        if (person.Health.Insurance == Insurance.None)
            yield break;
        var holder = Pays(person) ? subject : home.FirstOrDefault(other => Pays(other.Person)) ?? subject;
        var start = today.AddDays(-400 - (subject.Index % 3000));
        var body = new JsonObject { ["status"] = "active" };
        if (person.Health.Insurance == Insurance.MilitaryOrPolice)
        {
            body["contained"] = new JsonArray(new JsonObject
            {
                ["resourceType"] = "Organization",
                ["id"] = "aseguradora",
                ["name"] = "Sanidad de las Fuerzas Armadas",
            });
        }

        body["subscriber"] = FhirResource.Reference($"Patient/{holder.PatientId}");
        body["beneficiary"] = FhirResource.Reference($"Patient/{subject.PatientId}");
        body["relationship"] = FhirResource.Concept(Relationships, RelationshipOf(subject, holder));
        body["period"] = new JsonObject { ["start"] = FhirResource.Day(start < person.BirthDate ? person.BirthDate : start) };
        if (person.DeathDate is { } death)
            body["period"]!["end"] = FhirResource.Day(death);
        body["payor"] = new JsonArray(person.Health.Insurance switch
        {
            Insurance.Ips => FhirResource.Reference("Organization/ips"),
            Insurance.MilitaryOrPolice => FhirResource.Reference("#aseguradora"),
            _ => new JsonObject { ["display"] = "Medicina Prepaga del Este S.A." },
        });
        yield return FhirResource.Of("Coverage", $"cob-{subject.Index}", subject.PatientId, loaded, body);
    }

    private static bool Pays(SimulatedPerson person) =>
        person.Health.Insurance == Insurance.Ips && person.Work is { IsRegistered: true } && person.DeathDate is null;

    private static string RelationshipOf(FhirSubject subject, FhirSubject holder) => subject.Index == holder.Index ? "self" : subject.Person.Kinship switch
    {
        Kinship.Child or Kinship.Grandchild => "child",
        Kinship.Spouse => "spouse",
        _ => "other",
    };
}
