namespace Vamos.Adapters.Health.Fhir;

using System.Collections.Concurrent;
using System.Net;

/// <summary>
/// Names of organisations and locations that records refer to. They are few and hardly change, so they are kept, and when they are no longer fresh
/// the server is asked only whether they changed. Nothing about people is kept like this.
/// </summary>
internal sealed class FhirDirectory(FhirClient client, FhirSettings settings, TimeProvider time)
{
    private const int MostEntries = 5000;
    private const int MostUnknownAtOnce = 500;

    private readonly ConcurrentDictionary<FhirReference, Entry> _entries = new();

    /// <summary>The names of what some references point to; what has none, or is not there, is missing.</summary>
    public async Task<IReadOnlyDictionary<FhirReference, string>> NamesAsync(IEnumerable<FhirReference> references, CancellationToken cancellationToken)
    {
        var wanted = references.Where(reference => reference.Type is "Organization" or "Location").Distinct().Take(MostUnknownAtOnce).ToArray();
        var names = await Task.WhenAll(wanted.Select(async reference => (reference, Name: await NameAsync(reference, cancellationToken))));
        return names.Where(pair => pair.Name is not null).ToDictionary(pair => pair.reference, pair => pair.Name!);
    }

    private async Task<string?> NameAsync(FhirReference reference, CancellationToken cancellationToken)
    {
        var known = _entries.GetValueOrDefault(reference);
        if (known is not null && time.GetElapsedTime(known.CheckedAt) < settings.DirectoryFreshness)
            return known.Name;

        var reply = await client.GetAsync(new Uri(settings.Address, reference.ToString()), known?.Validator ?? default, cancellationToken);
        var entry = reply.Status switch
        {
            HttpStatusCode.NotModified when known is not null => known with { CheckedAt = time.GetTimestamp() },
            HttpStatusCode.OK => new Entry(NameIn(reply), reply.Validator, time.GetTimestamp()),
            _ => new Entry(null, default, time.GetTimestamp()),
        };
        // Beyond any real directory; a server that makes up ids must not fill the memory.
        if (_entries.Count >= MostEntries)
            _entries.Clear();
        _entries[reference] = entry;
        return entry.Name;
    }

    private static string? NameIn(FhirReply reply)
    {
        var record = new FhirRecord(reply.Body, default);
        return record.Type is "Organization" or "Location" && record.IsUnderstood() ? record.Root.Text("name") : null;
    }

    private sealed record Entry(string? Name, FhirValidator Validator, long CheckedAt);
}
