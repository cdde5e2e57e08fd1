namespace Vamos.Sandbox.LegacySystems.Health;

using System.Text.Json.Nodes;

/// <summary>What the server says that it can do.</summary>
internal static class FhirCapabilities
{
    private static readonly (string Type, string[] Parameters)[] Types =
    [
        ("Patient", ["_id", "_lastUpdated", "identifier"]),
        ("Immunization", ["_id", "_lastUpdated", "patient"]),
        ("Coverage", ["_id", "_lastUpdated", "patient"]),
        ("Encounter", ["_id", "_lastUpdated", "patient"]),
    ];

    public static JsonObject Statement() => new()
    {
        ["resourceType"] = "CapabilityStatement",
        ["status"] = "active",
        ["date"] = "2026-01-01",
        ["kind"] = "instance",
        ["fhirVersion"] = "4.0.1",
        ["format"] = new JsonArray("application/fhir+json"),
        ["rest"] = new JsonArray(new JsonObject
        {
            ["mode"] = "server",
            ["resource"] = Resources(),
        }),
    };

    private static JsonArray Resources()
    {
        var resources = new JsonArray(Resource("Location", []), Resource("Organization", []));
        foreach (var (type, parameters) in Types)
            resources.Add(Resource(type, parameters));
        return resources;
    }

    private static JsonObject Resource(string type, string[] parameters)
    {
        var interactions = new JsonArray(new JsonObject { ["code"] = "read" });
        if (parameters.Length != 0)
            interactions.Add(new JsonObject { ["code"] = "search-type" });
        var searched = new JsonArray();
        foreach (var name in parameters)
            searched.Add(new JsonObject { ["name"] = name, ["type"] = name == "_lastUpdated" ? "date" : name == "patient" ? "reference" : "token" });
        return new JsonObject { ["type"] = type, ["interaction"] = interactions, ["searchParam"] = searched };
    }
}
