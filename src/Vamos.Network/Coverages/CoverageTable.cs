namespace Vamos.Network.Coverages;

using Vamos.Common.V1;
using Vamos.Network.Offerings;
using Vamos.Network.Search;
using Vamos.ServiceNetwork.V1;

/// <summary>What is offered, available and missing in a territory, for each package, category and pillar.</summary>
internal static class CoverageTable
{
    private static readonly ServicePackage[] Packages = Known<ServicePackage>();
    private static readonly LifeCycleCategory[] Categories = Known<LifeCycleCategory>();
    private static readonly Pillar[] Pillars = Known<Pillar>();

    /// <summary>
    /// The table. Which strategic actions belong to a package, category and pillar is taken from the whole network: those that some service of the same
    /// kind fulfils somewhere. An action that nobody fulfils anywhere belongs nowhere.
    /// </summary>
    public static IReadOnlyList<Coverage> Of(string territoryCode, IndexedService[] services, DateOnly day, DateTimeOffset now)
    {
        var territory = CoveredTerritory.Of(territoryCode) ?? throw new ArgumentException("There is no such territory.", nameof(territoryCode));
        var cells = new Dictionary<(ServicePackage, LifeCycleCategory, Pillar), Cell>();
        foreach (var package in Packages)
        {
            foreach (var category in Categories)
            {
                foreach (var pillar in Pillars)
                    cells[(package, category, pillar)] = new Cell();
            }
        }

        foreach (var indexed in services.Where(indexed => indexed.IsOffered(day)))
        {
            var service = indexed.Service;
            var serves = territory.IsServedBy(indexed);
            foreach (var category in service.Categories)
            {
                if (!cells.TryGetValue((service.Package, category, service.Pillar), out var cell))
                    continue;
                cell.Known.UnionWith(service.StrategicActions);
                if (!serves)
                    continue;
                cell.Fulfilled.UnionWith(service.StrategicActions);
                cell.Offered++;
                cell.Available += AvailabilityRules.IsAvailable(service, now) ? 1 : 0;
                cell.FromOutside += territory.IsServedFromOutside(indexed) ? 1 : 0;
            }
        }

        return [.. cells.Select(entry => entry.Value.ToMessage(territoryCode, entry.Key))];
    }

    private static T[] Known<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Where(value => !EqualityComparer<T>.Default.Equals(value, default))];

    private sealed class Cell
    {
        public HashSet<int> Known { get; } = [];

        public HashSet<int> Fulfilled { get; } = [];

        public int Offered { get; set; }

        public int Available { get; set; }

        public int FromOutside { get; set; }

        public Coverage ToMessage(string territoryCode, (ServicePackage Package, LifeCycleCategory Category, Pillar Pillar) key) => new()
        {
            TerritoryCode = territoryCode,
            Package = key.Package,
            Category = key.Category,
            Pillar = key.Pillar,
            OfferedCount = Offered,
            AvailableCount = Available,
            FromOutsideCount = FromOutside,
            Gap = Offered == 0,
            UncoveredStrategicActions = { Known.Except(Fulfilled).Order() },
        };
    }
}
