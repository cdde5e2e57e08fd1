namespace Vamos.Sandbox.LegacySystems.Health;

using System.Globalization;
using System.Text.Json.Nodes;

/// <summary>A resource as it lies on the server.</summary>
internal sealed record FhirResource(string Type, string Id, string? PatientId, int Version, DateTimeOffset LastUpdated, JsonObject Body)
{
    public string ETag => string.Create(CultureInfo.InvariantCulture, $"W/\"{Version}\"");

    /// <summary>Makes one, with its type, id and version in front of its elements.</summary>
    public static FhirResource Of(string type, string id, string? patientId, DateTimeOffset updated, JsonObject elements, int version = 1)
    {
        var body = new JsonObject
        {
            ["resourceType"] = type,
            ["id"] = id,
            ["meta"] = new JsonObject { ["versionId"] = $"{version}", ["lastUpdated"] = Instant(updated) },
        };
        foreach (var (name, value) in elements.ToArray())
        {
            elements.Remove(name);
            body[name] = value;
        }

        return new FhirResource(type, id, patientId, version, updated, body);
    }

    public static string Instant(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static JsonObject Reference(string target, string? display = null) =>
        display is null ? new JsonObject { ["reference"] = target } : new JsonObject { ["reference"] = target, ["display"] = display };

    public static JsonObject Concept(string system, string code, string? display = null) =>
        new() { ["coding"] = new JsonArray(Coding(system, code, display)) };

    public static JsonObject Coding(string system, string code, string? display = null)
    {
        var coding = new JsonObject { ["system"] = system, ["code"] = code };
        if (display is not null)
            coding["display"] = display;
        return coding;
    }
}
