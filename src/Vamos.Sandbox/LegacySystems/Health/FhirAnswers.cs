namespace Vamos.Sandbox.LegacySystems.Health;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

/// <summary>Writes answers as FHIR does.</summary>
internal static class FhirAnswers
{
    private const string ContentType = "application/fhir+json; charset=utf-8";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Outcome(string severity, string code, string diagnostics) => new()
    {
        ["resourceType"] = "OperationOutcome",
        ["issue"] = new JsonArray(new JsonObject { ["severity"] = severity, ["code"] = code, ["diagnostics"] = diagnostics }),
    };

    public static Task RefuseAsync(HttpContext context, int status, string code, string diagnostics)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, Outcome("error", code, diagnostics));
    }

    public static async Task WriteAsync(HttpContext context, JsonObject resource)
    {
        context.Response.ContentType = ContentType;
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, Readable);
        resource.WriteTo(writer);
        await writer.FlushAsync(context.RequestAborted);
    }

    /// <summary>One page of what a search found.</summary>
    /// <param name="context">Where it is written.</param>
    /// <param name="address">Base address of the server.</param>
    /// <param name="found">Everything that was found.</param>
    /// <param name="offset">Where the page begins.</param>
    /// <param name="count">How many it has at most.</param>
    /// <param name="next">Address of the next page; null on the last.</param>
    /// <param name="warning">What to say about the search.</param>
    public static async Task WritePageAsync(
        HttpContext context, string address, IReadOnlyList<FhirResource> found, int offset, int count, string? next, JsonObject? warning)
    {
        context.Response.ContentType = ContentType;
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, Readable);
        writer.WriteStartObject();
        writer.WriteString("resourceType", "Bundle");
        writer.WriteString("type", "searchset");
        writer.WriteNumber("total", found.Count);
        writer.WriteStartArray("link");
        if (next is not null)
        {
            writer.WriteStartObject();
            writer.WriteString("relation", "next");
            writer.WriteString("url", next);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("entry");
        foreach (var resource in found.Skip(offset).Take(count))
            WriteEntry(writer, $"{address}{resource.Type}/{resource.Id}", resource.Body, "match");
        if (warning is not null)
            WriteEntry(writer, null, warning, "outcome");
        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }

    private static void WriteEntry(Utf8JsonWriter writer, string? address, JsonObject resource, string mode)
    {
        writer.WriteStartObject();
        if (address is not null)
            writer.WriteString("fullUrl", address);
        writer.WritePropertyName("resource");
        resource.WriteTo(writer);
        writer.WriteStartObject("search");
        writer.WriteString("mode", mode);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
