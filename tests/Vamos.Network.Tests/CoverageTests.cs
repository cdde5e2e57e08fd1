namespace Vamos.Network.Tests;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Network.Search;
using Vamos.ServiceNetwork.V1;

public sealed class CoverageTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1116")]
    [InlineData("0607")]
    [InlineData("1602")]
    [InlineData("0218")]
    [InlineData("11")]
    [InlineData("00")]
    public void Coverage_adds_up_to_what_the_raw_catalogue_says(string territory)
    {
        var services = WithReports(Repository.Sandbox());

        var coverage = Index(services).Coverage(territory, Day, Now);

        Assert.Equal(3 * 8 * 3, coverage.Count);
        foreach (var cell in coverage)
        {
            var kind = services.Where(s => s.Package == cell.Package && s.Pillar == cell.Pillar && s.Categories.Contains(cell.Category)).ToList();
            var offered = kind.Where(s => Serves(s, territory)).ToList();
            Assert.Equal(
                (territory, offered.Count, offered.Count(IsAvailable), offered.Count(s => IsFromOutside(s, territory)), offered.Count == 0),
                (cell.TerritoryCode, cell.OfferedCount, cell.AvailableCount, cell.FromOutsideCount, cell.Gap));
            Assert.Equal(
                kind.SelectMany(s => s.StrategicActions).Distinct().Where(action => !offered.Any(s => s.StrategicActions.Contains(action))).Order(),
                cell.UncoveredStrategicActions);
        }
    }

    [Fact]
    public void Villeta_has_its_known_gaps()
    {
        var cells = Index(Repository.Sandbox()).Coverage("1116", Day, Now);

        var core = cells.Single(c => (c.Package, c.Category, c.Pillar) == (ServicePackage.Core, LifeCycleCategory.EarlyChildhood, Pillar.SocialIntegration));
        Assert.Equal((4, 0, 0, false), (core.OfferedCount, core.AvailableCount, core.FromOutsideCount, core.Gap));
        Assert.Equal([8], core.UncoveredStrategicActions);
        Assert.True(cells.Single(c => (c.Package, c.Category, c.Pillar)
            == (ServicePackage.Core, LifeCycleCategory.EarlyChildhood, Pillar.LabourAndProductiveInsertion)).Gap);
    }

    [Fact]
    public void Service_counts_only_while_it_is_offered()
    {
        var service = Repository.Sandbox().First(s => s.ServedTerritories.Contains("1116"));
        service.ValidUntil = Date.From(Day);
        var index = Index([service]);

        Assert.Contains(index.Coverage("1116", Day, Now), cell => cell.OfferedCount == 1);
        Assert.All(index.Coverage("1116", Day.AddDays(1), Now), cell => Assert.Equal((0, true), (cell.OfferedCount, cell.Gap)));
    }

    // of every five one is fresh, one stale, one suspended, one full, and one says nothing
    private static List<ServiceOffering> WithReports(List<ServiceOffering> services)
    {
        for (var i = 0; i < services.Count; i++)
        {
            services[i].Availability = (i % 5) switch
            {
                0 => new Availability { FreePlaces = 3, ReportTime = Timestamp.FromDateTimeOffset(Now.AddHours(-1)) },
                1 => new Availability { FreePlaces = 3, ReportTime = Timestamp.FromDateTimeOffset(Now.AddDays(-400)) },
                2 => new Availability { Suspended = true, Reason = "obras", ReportTime = Timestamp.FromDateTimeOffset(Now.AddHours(-1)) },
                3 => new Availability { FreePlaces = 0, ReportTime = Timestamp.FromDateTimeOffset(Now.AddHours(-1)) },
                _ => null,
            };
        }

        return services;
    }

    private static bool Serves(ServiceOffering service, string territory) => service.ServedTerritories.Count == 0 || service.ServedTerritories.Any(code =>
        code == territory || territory.StartsWith(code, StringComparison.Ordinal) || code.StartsWith(territory, StringComparison.Ordinal));

    private static bool IsAvailable(ServiceOffering service)
    {
        var promised = service.AvailabilityFreshFor?.ToTimeSpan() ?? TimeSpan.FromDays(30);
        return service.Availability is { Suspended: false } report && (!report.HasFreePlaces || report.FreePlaces > 0)
            && Now - report.ReportTime.ToDateTimeOffset() <= promised;
    }

    private static bool IsFromOutside(ServiceOffering service, string territory)
    {
        if (service.AccessHelps.Contains(AccessHelp.HomeVisit))
            return false;
        var district = service.DeliveredAt?.DistrictCode ?? "";
        return district.Length != 0
            ? !district.StartsWith(territory, StringComparison.Ordinal)
            : !service.ServedTerritories.Any(code => code.StartsWith(territory, StringComparison.Ordinal));
    }

    private static ServiceIndex Index(IReadOnlyCollection<ServiceOffering> services)
    {
        Assert.Equal(263, TerritoryCatalogue.Paraguay.Districts.Length);
        var index = new ServiceIndex();
        index.Put(services);
        return index;
    }
}
