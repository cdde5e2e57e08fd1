namespace Vamos.Adapters.Health.Fhir;

using System.Text.Json;

/// <summary>One page of a search.</summary>
/// <param name="Resources">What was found.</param>
/// <param name="Issues">What the server says about the search, nothing of which spoils it.</param>
/// <param name="Next">The next page; null on the last.</param>
/// <param name="Bytes">Length of the page.</param>
/// <param name="ServerTime">The server's clock.</param>
internal sealed record FhirPage(IReadOnlyList<JsonElement> Resources, IReadOnlyList<FhirIssue> Issues, Uri? Next, int Bytes, DateTimeOffset? ServerTime);

/// <summary>Reads the bundles in which searches are answered.</summary>
internal static class FhirBundle
{
    /// <exception cref="LegacySystemException">It is no answer to a search, or one that lacks something.</exception>
    public static FhirPage Read(FhirReply reply)
    {
        if (reply.Status != System.Net.HttpStatusCode.OK)
            throw new LegacySystemException($"its FHIR server does not know a search or a page of it (status {(int)reply.Status})");
        var bundle = reply.Body;
        if (TypeOf(bundle) == "OperationOutcome")
            throw Spoilt(FhirOutcome.Of(bundle));
        if (TypeOf(bundle) != "Bundle" || TextOf(bundle, "type") != "searchset")
            throw new LegacySystemException("its FHIR server answered a search with something else than a searchset");

        List<JsonElement> resources = [];
        List<FhirIssue> issues = [];
        foreach (var entry in ListOf(bundle, "entry"))
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("resource", out var resource) || TypeOf(resource) is not { } type)
                throw new LegacySystemException("its FHIR server answered a search with an entry that holds no resource");
            if (type == "OperationOutcome")
                issues.AddRange(FhirOutcome.Of(resource));
            else
                resources.Add(resource);
        }

        return issues.Any(FhirOutcome.SpoilsAnswer)
            ? throw Spoilt(issues)
            : new FhirPage(resources, issues, NextOf(bundle, reply.Address), reply.Bytes, reply.ServerTime);
    }

    /// <summary>The type of a resource; null for what is none.</summary>
    public static string? TypeOf(JsonElement resource) => TextOf(resource, "resourceType");

    private static Uri? NextOf(JsonElement bundle, Uri current)
    {
        foreach (var link in ListOf(bundle, "link"))
        {
            if (TextOf(link, "relation") != "next")
                continue;
            if (TextOf(link, "url") is not { } url || !Uri.TryCreate(current, url, out var next))
                throw new LegacySystemException("its FHIR server names a next page by something that is no address");
            return next;
        }

        return null;
    }

    private static JsonElement.ArrayEnumerator ListOf(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var list))
            return default;
        if (list.ValueKind != JsonValueKind.Array)
            throw new LegacySystemException("its FHIR server answered a search with a bundle that is none");
        return list.EnumerateArray();
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && FhirText.TryRead(value, out var text) ? text : null;

    private static LegacySystemException Spoilt(IReadOnlyList<FhirIssue> issues) =>
        new($"its FHIR server could not answer a search in full ({FhirOutcome.Say(issues)})");
}
