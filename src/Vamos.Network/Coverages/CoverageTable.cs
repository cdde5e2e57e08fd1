namespace Vamos.Network.Coverages;

using System.Numerics;
using Vamos.Common.V1;
using Vamos.Network.Offerings;
using Vamos.Network.Search;
using Vamos.ServiceNetwork.V1;

/// <summary>What is offered, available and missing in a territory, for each package, category and pillar.</summary>
internal sealed class CoverageTable
{
    private static readonly ServicePackage[] Packages = Known<ServicePackage>();
    private static readonly LifeCycleCategory[] Categories = Known<LifeCycleCategory>();
    private static readonly Pillar[] Pillars = Known<Pillar>();

    private readonly CoveredTerritory _territory;
    private readonly Cell[,,] _cells = new Cell[Packages.Length + 1, Categories.Length + 1, Pillars.Length + 1];

    private CoverageTable(CoveredTerritory territory) => _territory = territory;

    /// <summary>
    /// The table. Which strategic actions belong to a package, category and pillar is taken from the whole network: those that some service of the same
    /// kind fulfils somewhere. An action that nobody fulfils anywhere belongs nowhere.
    /// </summary>
    public static IReadOnlyList<Coverage> Of(string territoryCode, IndexedService[] services, DateOnly day, DateTimeOffset now)
    {
        var table = new CoverageTable(
            CoveredTerritory.Of(territoryCode) ?? throw new ArgumentException("There is no such territory.", nameof(territoryCode)));
        foreach (var indexed in services)
        {
            if (indexed.IsOffered(day))
                table.Count(indexed, now);
        }

        return
        [
            .. from package in Packages
               from category in Categories
               from pillar in Pillars
               select table._cells[(int)package, (int)category, (int)pillar].ToMessage(territoryCode, package, category, pillar),
        ];
    }

    private void Count(IndexedService indexed, DateTimeOffset now)
    {
        var service = indexed.Service;
        // a kind that a later contract has added is no row of this table
        if ((int)service.Package > Packages.Length || (int)service.Pillar > Pillars.Length || indexed.Categories >> (Categories.Length + 1) != 0)
            return;
        var serves = _territory.IsServedBy(indexed);
        var (available, outside) = serves ? (AvailabilityRules.IsAvailable(service, now) ? 1 : 0, _territory.IsServedFromOutside(indexed) ? 1 : 0) : (0, 0);
        for (var rest = indexed.Categories; rest != 0; rest &= rest - 1)
        {
            ref var cell = ref _cells[(int)service.Package, BitOperations.TrailingZeroCount(rest), (int)service.Pillar];
            cell.Known = cell.Known.Or(indexed.Actions);
            if (!serves)
                continue;
            cell.Fulfilled = cell.Fulfilled.Or(indexed.Actions);
            cell.Offered++;
            cell.Available += available;
            cell.FromOutside += outside;
        }
    }

    private static T[] Known<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Where(value => !EqualityComparer<T>.Default.Equals(value, default))];

    private struct Cell
    {
        public ActionSet Known;
        public ActionSet Fulfilled;
        public int Offered;
        public int Available;
        public int FromOutside;

        public readonly Coverage ToMessage(string territoryCode, ServicePackage package, LifeCycleCategory category, Pillar pillar) => new()
        {
            TerritoryCode = territoryCode,
            Package = package,
            Category = category,
            Pillar = pillar,
            OfferedCount = Offered,
            AvailableCount = Available,
            FromOutsideCount = FromOutside,
            Gap = Offered == 0,
            UncoveredStrategicActions = { Known.Except(Fulfilled) },
        };
    }
}
