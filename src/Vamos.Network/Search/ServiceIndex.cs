namespace Vamos.Network.Search;

using System.Collections.Concurrent;
using Vamos.Network.Coverages;
using Vamos.ServiceNetwork.V1;

/// <summary>
/// All services in memory, ready to be searched. Services come and change one by one or many at once; a search sees the state of one moment, and nobody
/// waits for anybody.
/// </summary>
public sealed class ServiceIndex
{
    private readonly Lock _writing = new();
    private readonly Vocabulary _vocabulary = new();
    private readonly ConcurrentDictionary<string, int> _positions = new(StringComparer.Ordinal);
    private volatile IndexState _state = new([], []);

    /// <summary>How many services there are.</summary>
    public int Count => _state.Services.Length;

    /// <summary>Adds or replaces services. The messages belong to the index from then on.</summary>
    public void Put(IReadOnlyCollection<ServiceOffering> services)
    {
        if (services.Count == 0)
            return;
        lock (_writing)
        {
            var added = services.Select(service => service.ServiceId).Distinct(StringComparer.Ordinal).Count(id => !_positions.ContainsKey(id));
            var all = new IndexedService[_state.Services.Length + added];
            _state.Services.CopyTo(all, 0);
            var next = _state.Services.Length;
            foreach (var service in services)
            {
                if (!_positions.TryGetValue(service.ServiceId, out var position))
                    position = next++;
                all[position] = new IndexedService(service, _vocabulary);
                _positions[service.ServiceId] = position;
            }

            _state = new IndexState(all, _vocabulary.Take());
        }
    }

    /// <summary>One service, as a copy; null when there is none.</summary>
    public ServiceOffering? Find(string serviceId) =>
        _positions.TryGetValue(serviceId, out var position) && _state is { } state && position < state.Services.Length
            ? state.Services[position].Service.Clone()
            : null;

    /// <summary>Services in the order of their identifiers, as copies.</summary>
    /// <param name="provider">Only of this provider; empty for all.</param>
    /// <param name="territoryCode">Only those that serve this district or department; empty for all.</param>
    /// <param name="after">Behind this identifier.</param>
    /// <param name="most">The most of them.</param>
    public IReadOnlyList<ServiceOffering> List(string provider, string territoryCode, string after, int most)
    {
        var territory = territoryCode.Length == 0 ? null : CoveredTerritory.Of(territoryCode);
        return [.. _state.Services
            .Where(indexed => string.CompareOrdinal(indexed.Service.ServiceId, after) > 0
                && (provider.Length == 0 || indexed.Service.ProviderInstitution == provider)
                && (territory is null || territory.IsServedBy(indexed)))
            .OrderBy(indexed => indexed.Service.ServiceId, StringComparer.Ordinal)
            .Take(most)
            .Select(indexed => indexed.Service.Clone())];
    }

    /// <summary>Searches. Without words, a search for a person finds what closes a gap, and nothing else.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="programmeName">The name of a programme by its code.</param>
    public SearchPage Search(ServiceQuery query, Func<string, string> programmeName) => new ServiceSearch(query, _state).Run(programmeName);

    /// <summary>The coverage of a territory.</summary>
    /// <param name="territoryCode">INE code of a district or department.</param>
    /// <param name="day">The day on which services must be offered.</param>
    /// <param name="now">The moment by which reports are fresh or stale.</param>
    public IReadOnlyList<Coverage> Coverage(string territoryCode, DateOnly day, DateTimeOffset now) =>
        CoverageTable.Of(territoryCode, _state.Services, day, now);
}

/// <summary>The services of one moment, and the words that theirs are numbers of.</summary>
internal sealed record IndexState(IndexedService[] Services, string[] Words);
