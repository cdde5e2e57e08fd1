namespace Vamos.Adapters.Tests.Health.Fhir;

/// <summary>A FHIR server that does as told, and otherwise knows nobody.</summary>
public static class Scripted
{
    public const string CedulaSystem = "http://www.mspbs.gov.py/fhir/sid/cedula";

    public const string Nothing = """{"resourceType":"Bundle","type":"searchset"}""";

    public const string Metadata = """
        {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","resource":[
        {"type":"Patient"},{"type":"Immunization"},{"type":"Coverage"},{"type":"Encounter","interaction":[{"code":"search-type"}]}]}]}
        """;

    public const string Patient = """
        {"resourceType":"Patient","id":"p1","identifier":[{"system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567"}]}
        """;

    /// <param name="answer">The answer to a request of a method and path; null for the usual one.</param>
    public static RawServer Server(Func<string, byte[]?> answer) => new(request =>
        answer(request) ?? RawServer.Json(request.StartsWith("GET /fhir/metadata", StringComparison.Ordinal) ? Metadata : Nothing));

    /// <summary>A server on which searches of some types find some resources.</summary>
    public static RawServer Holding(params (string Type, string Resources)[] found) => Server(request =>
    {
        foreach (var (type, resources) in found)
        {
            if (request.StartsWith($"POST /fhir/{type}/_search", StringComparison.Ordinal))
                return RawServer.Json(Bundle(resources));
        }

        return null;
    });

    public static string Bundle(params string[] resources) =>
        $$"""{"resourceType":"Bundle","type":"searchset","entry":[{{string.Join(',', resources.Where(r => r.Length != 0).SelectMany(Split).Select(r => $$"""{"resource":{{r}}}"""))}}]}""";

    // Several resources in one text stand between bars.
    private static string[] Split(string resources) => resources.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
