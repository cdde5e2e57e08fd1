namespace Vamos.Adapters.Health.Fhir;

using System.Net;
using System.Text.Json;

/// <summary>What the server answered.</summary>
/// <param name="Status">200, 304, 404 or 410; everything else became an exception.</param>
/// <param name="Address">What was asked.</param>
/// <param name="Body">The JSON of a 200.</param>
/// <param name="Bytes">Length of the body.</param>
/// <param name="Validator">What to ask with whether it changed.</param>
/// <param name="ServerTime">The server's clock, to the second.</param>
internal sealed record FhirReply(
    HttpStatusCode Status, Uri Address, JsonElement Body, int Bytes, FhirValidator Validator, DateTimeOffset? ServerTime);

/// <summary>By what a server recognises a version that we have already, as it wrote it.</summary>
/// <param name="ETag">The version.</param>
/// <param name="LastModified">When it was made.</param>
internal readonly record struct FhirValidator(string? ETag, string? LastModified)
{
    public bool IsEmpty => ETag is null && LastModified is null;
}
