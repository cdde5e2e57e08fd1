namespace Vamos.Adapters.Health.Fhir;

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

/// <summary>Searches of the server, page by page. A search that cannot be read to its end is an error: half a record would pass for a whole one.</summary>
internal sealed class FhirSearch(FhirClient client, FhirSettings settings, ILogger logger)
{
    /// <summary>Everything that a search finds, each resource once.</summary>
    /// <exception cref="LegacySystemException">It cannot be read to its end.</exception>
    public async Task<IReadOnlyList<JsonElement>> AllAsync(
        string type, CancellationToken cancellationToken, params (string Name, string Value)[] parameters)
    {
        List<JsonElement> found = [];
        // Pages shift while others write, so the same resource may be on two of them.
        HashSet<string> ids = new(StringComparer.Ordinal);
        long bytes = 0;
        await foreach (var page in PagesAsync(type, settings.PageSize, settings.MaxPages, cancellationToken, parameters))
        {
            bytes += page.Bytes;
            if (bytes > settings.MaxBytes)
                throw new LegacySystemException($"its FHIR server found more than {settings.MaxBytes} bytes");
            foreach (var resource in page.Resources.Where(resource => FhirBundle.TypeOf(resource) == type))
            {
                if (FhirRecord.IdOf(resource) is not { } id || ids.Add(id))
                    found.Add(resource);
            }
        }

        return found;
    }

    /// <summary>The pages of a search, as they are wanted.</summary>
    public async IAsyncEnumerable<FhirPage> PagesAsync(
        string type, int pageSize, int maxPages, [EnumeratorCancellation] CancellationToken cancellationToken, params (string Name, string Value)[] parameters)
    {
        var count = pageSize.ToString(CultureInfo.InvariantCulture);
        var form = parameters.Append(("_count", count)).Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2));
        var page = FhirBundle.Read(await client.SearchAsync(type, form, cancellationToken));
        HashSet<Uri> visited = [];
        for (var pages = 1; ; pages++)
        {
            if (page.Issues.Count != 0)
                FhirLog.SearchRemarked(logger, type, FhirOutcome.Say(page.Issues));
            yield return page;
            if (page.Next is not { } next)
                yield break;
            if (!IsOurs(next))
                throw new LegacySystemException("its FHIR server names a next page on another server");
            if (!visited.Add(next))
                throw new LegacySystemException("its FHIR server names a next page that was read already");
            if (pages == maxPages)
                throw new LegacySystemException($"its FHIR server found more than {maxPages} pages");
            page = FhirBundle.Read(await client.GetAsync(next, default, cancellationToken));
        }
    }

    // Our token must go nowhere else.
    private bool IsOurs(Uri address) => address.UserInfo.Length == 0
        && Uri.Compare(address, settings.Address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
