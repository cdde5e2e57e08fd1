namespace Vamos.Adapters.Health.Fhir;

using System.Net;
using System.Text.Json;

/// <summary>
/// Whether the server is one that we understand: FHIR R4, with searches of what we read. It is asked at the opening and from time to time, since
/// servers are upgraded; what it said before is not sent again when it did not change.
/// </summary>
internal sealed class FhirConformance(FhirClient client, FhirSettings settings, ILogger logger)
{
    private static readonly string[] Needed = ["Patient", "Immunization", "Coverage", "Encounter"];

    private readonly Uri _address = new(settings.Address, "metadata");
    private FhirValidator _validator;
    private volatile string? _flaw = "it has not been opened";

    /// <summary>Why it is not understood; null when it is.</summary>
    public string? Flaw => _flaw;

    /// <exception cref="LegacySystemException">It cannot be reached, or is not understood.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var reply = await client.GetAsync(_address, _validator, cancellationToken);
        if (reply.Status == HttpStatusCode.NotModified && _flaw is null)
            return;
        if (reply.Status != HttpStatusCode.OK)
            throw Unfit($"what is at its address is no FHIR server (status {(int)reply.Status})");
        var (flaw, version) = Read(reply.Body);
        if (flaw is not null)
            throw Unfit(flaw);
        FhirLog.Speaks(logger, version!);
        _flaw = null;
        _validator = reply.Validator;
    }

    /// <summary>Goes on checking until told to stop.</summary>
    public async Task WatchAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(settings.CheckInterval, time, cancellationToken);
            var wasFit = _flaw is null;
            try
            {
                await CheckAsync(cancellationToken);
            }
            catch (LegacySystemException e) when (wasFit && _flaw is not null)
            {
                FhirLog.NoLongerFit(logger, e.Message);
            }
            catch (LegacySystemException e)
            {
                FhirLog.NotChecked(logger, e.Message);
            }
        }
    }

    // What is remembered of a server that is not understood would only keep us from seeing that it was mended.
    private LegacySystemException Unfit(string flaw)
    {
        _validator = default;
        _flaw = flaw;
        return new LegacySystemException(flaw);
    }

    private static (string? Flaw, string? Version) Read(JsonElement statement)
    {
        var root = new FhirRecord(statement, default).Root;
        if (FhirBundle.TypeOf(statement) != "CapabilityStatement" || root.Text("fhirVersion") is not { } version)
            return ("what is at its address is no FHIR server", null);
        if (version != "4.0" && !version.StartsWith("4.0.", StringComparison.Ordinal))
            return ("its FHIR server speaks another version than R4", null);
        var searched = root.Each("rest").Where(rest => rest.Text("mode") is null or "server").SelectMany(rest => rest.Each("resource"))
            .Where(IsSearched).Select(resource => resource.Text("type")).ToHashSet(StringComparer.Ordinal);
        var missing = Needed.Where(type => !searched.Contains(type)).ToArray();
        return missing.Length == 0 ? (null, version) : ($"its FHIR server has no search of {string.Join(", ", missing)}", null);
    }

    // A server that lists no interactions leaves open which it has.
    private static bool IsSearched(FhirNode resource) =>
        resource.Each("interaction") is var listed && (listed.Count == 0 || listed.Any(interaction => interaction.Text("code") == "search-type"));
}
