namespace Vamos.Adapters.Health.Fhir;

using Vamos.Common.V1;

/// <summary>The patients that were read for some people, with those that they are linked with.</summary>
internal sealed class FhirPatients(FhirSearch search, FhirSettings settings)
{
    // Chains of mergers are short; a longer one is a circle that grows.
    private const int LongestChain = 8;
    private const int MostLinked = 2000;

    private readonly Dictionary<string, FhirPatient> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<NationalId, List<FhirPatient>> _byCedula = [];
    private readonly Dictionary<string, List<FhirPatient>> _linkedTo = new(StringComparer.Ordinal);

    public FhirPatient? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The patients with exactly this number: 99000010 and A-99000010 are two people.</summary>
    public IReadOnlyList<FhirPatient> With(NationalId cedula) => _byCedula.GetValueOrDefault(cedula) ?? [];

    /// <summary>The patients that have a link to one.</summary>
    public IReadOnlyList<FhirPatient> LinkedTo(string id) => _linkedTo.GetValueOrDefault(id) ?? [];

    /// <summary>Reads the patients of some numbers, and all that are linked with them.</summary>
    public async Task ReadAsync(IEnumerable<NationalId> people, CancellationToken cancellationToken)
    {
        foreach (var some in people.Chunk(settings.BatchSize))
        {
            var identifiers = string.Join(',', some.Select(person => $"{Escape(settings.IdentifierSystem)}|{person.ToText()}"));
            await AddAsync(("identifier", identifiers), cancellationToken);
        }

        await ReadLinkedAsync(cancellationToken);
    }

    /// <summary>Reads all patients that those read so far are linked with.</summary>
    public async Task ReadLinkedAsync(CancellationToken cancellationToken)
    {
        for (var step = 0; step < LongestChain; step++)
        {
            var linked = _byId.Values.SelectMany(patient => patient.Links).Select(link => link.Id).ToHashSet(StringComparer.Ordinal);
            if (!await ReadByIdAsync(linked.Take(MostLinked), cancellationToken))
                return;
        }
    }

    /// <summary>The numbers of a patient, and of those that it is linked with.</summary>
    public IReadOnlyList<NationalId> CedulasAround(string? id)
    {
        if (id is null || Find(id) is not { } patient)
            return [];
        return [.. patient.Links.Select(link => Find(link.Id)).Append(patient).OfType<FhirPatient>().SelectMany(one => one.Cedulas).Distinct()];
    }

    /// <summary>Reads patients by id, of whom some may be known already; false when there was none to read or none was there.</summary>
    public async Task<bool> ReadByIdAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var before = _byId.Count;
        foreach (var some in ids.Where(id => !_byId.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToArray().Chunk(settings.BatchSize))
            await AddAsync(("_id", string.Join(',', some)), cancellationToken);
        return _byId.Count != before;
    }

    private async Task AddAsync((string, string) parameter, CancellationToken cancellationToken)
    {
        foreach (var resource in await search.AllAsync("Patient", cancellationToken, parameter))
        {
            var patient = FhirPatient.Read(resource, settings);
            if (patient.Id.Length == 0)
                throw new LegacySystemException("its FHIR server found a patient without an id");
            if (!_byId.TryAdd(patient.Id, patient))
                continue;
            foreach (var cedula in patient.Cedulas)
                Add(_byCedula, cedula, patient);
            foreach (var link in patient.Links)
                Add(_linkedTo, link.Id, patient);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<FhirPatient>> index, TKey key, FhirPatient patient)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
            index[key] = list = [];
        list.Add(patient);
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("$", "\\$", StringComparison.Ordinal);
}
