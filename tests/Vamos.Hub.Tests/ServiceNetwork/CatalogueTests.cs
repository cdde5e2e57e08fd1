namespace Vamos.Hub.Tests.ServiceNetwork;

using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Hub.Programmes;
using Vamos.Hub.ServiceNetwork.Catalogue;
using Vamos.Hub.Tests.Storage;
using Vamos.ServiceNetwork.V1;

public abstract class CatalogueTests(IStorageLab lab)
{
    private static readonly CurrentProgrammes Programmes =
        new(Path.Combine(AppContext.BaseDirectory, "programmes"), TimeProvider.System, NullLogger<CurrentProgrammes>.Instance);

    [Fact]
    public async Task Service_is_kept_with_its_versions_over_a_restart()
    {
        var name = lab.NewDatabase();
        using (var first = await OpenAsync(name))
        {
            var stored = (await StoreAsync(first, "mspbs", Services.Storing(Services.Sound(), "r1"))).Stored!;
            Assert.Equal(("mspbs.vacunatorio", 1, "mspbs"), (stored.ServiceId, stored.Version, stored.ProviderInstitution));
            stored.Schedule = "siempre";
            await StoreAsync(first, "mspbs", Services.Storing(stored, "r2"));
            Assert.Equal("siempre", first.Index.Find("mspbs.vacunatorio")!.Schedule);
        }

        using var again = await OpenAsync(name);
        Assert.Equal((2, "siempre"), (again.Index.Find("mspbs.vacunatorio")!.Version, again.Index.Find("mspbs.vacunatorio")!.Schedule));
        await using var connection = await again.Database.ConnectAsync(CancellationToken.None);
        var versions = await connection.QueryAsync<byte[]>("SELECT service FROM network_version ORDER BY version");
        Assert.Equal(["lunes a viernes, 7:00 a 13:00", "siempre"], versions.Select(bytes => ServiceOffering.Parser.ParseFrom(bytes).Schedule));
    }

    [Fact]
    public async Task Request_that_comes_again_is_answered_as_before_and_another_with_its_id_is_refused()
    {
        using var catalogue = await OpenAsync(lab.NewDatabase());
        var request = Services.Storing(Services.Sound(), "r1");

        var first = await StoreAsync(catalogue, "mspbs", request);
        var again = await StoreAsync(catalogue, "mspbs", request.Clone());
        var other = await StoreAsync(catalogue, "mspbs", Services.Storing(Services.Sound("otro"), "r1"));
        var otherCaller = await StoreAsync(catalogue, "mds", Services.Storing(Services.Sound("otro"), "r1"));

        Assert.Equal(first.Stored, again.Stored);
        Assert.Equal(ChangeRefusal.RequestIdReused, other.Refusal);
        Assert.NotNull(otherCaller.Stored);
        Assert.Equal(2, catalogue.Index.Count);
    }

    [Fact]
    public async Task Change_of_an_old_version_is_refused_and_says_which_is_the_latest()
    {
        using var catalogue = await OpenAsync(lab.NewDatabase());
        var stored = (await StoreAsync(catalogue, "mspbs", Services.Storing(Services.Sound(), "r1"))).Stored!;
        await StoreAsync(catalogue, "mspbs", Services.Storing(stored.Clone(), "r2"));

        var late = await StoreAsync(catalogue, "mspbs", Services.Storing(stored, "r3"));
        var twice = await StoreAsync(catalogue, "mspbs", Services.Storing(Services.Sound(), "r4"));
        var nothing = await StoreAsync(catalogue, "mspbs", Services.Storing(new ServiceOffering { ServiceId = "mspbs.nada" }, "r5"));

        Assert.Equal((ChangeRefusal.Changed, 2L), (late.Refusal, late.Version));
        Assert.Equal(ChangeRefusal.Changed, twice.Refusal);
        Assert.Equal(ChangeRefusal.NotFound, nothing.Refusal);
    }

    [Fact]
    public async Task Many_changes_of_one_version_at_once_let_one_through()
    {
        using var catalogue = await OpenAsync(lab.NewDatabase());
        var stored = (await StoreAsync(catalogue, "mspbs", Services.Storing(Services.Sound(), "r0"))).Stored!;

        var changes = await Task.WhenAll(Enumerable.Range(1, 20).Select(i =>
            Task.Run(() => StoreAsync(catalogue, "mspbs", Services.Storing(new ServiceOffering(stored) { Schedule = $"turno {i}" }, $"r{i}")))));

        Assert.Single(changes, change => change.Stored is not null);
        Assert.Equal(19, changes.Count(change => change.Refusal == ChangeRefusal.Changed));
    }

    [Fact]
    public async Task Mask_changes_its_fields_and_leaves_the_others()
    {
        using var catalogue = await OpenAsync(lab.NewDatabase());
        await StoreAsync(catalogue, "mspbs", Services.Storing(Services.Sound(), "r1"));
        var change = new ServiceOffering { ServiceId = "mspbs.vacunatorio", Version = 1, Name = "no", Schedule = "sábados", ProviderInstitution = "mspbs" };

        var stored = (await StoreAsync(catalogue, "mspbs", Services.Storing(change, "r2", "schedule", "monthly_capacity", "strategic_actions", "version"))).Stored!;

        Assert.Equal(("sábados", false, 2L), (stored.Schedule, stored.HasMonthlyCapacity, stored.Version));
        Assert.Empty(stored.StrategicActions);
        Assert.Equal("Vacunatorio del Hospital Distrital", stored.Name);
    }

    [Fact]
    public async Task Institution_changes_its_own_services_only()
    {
        using var catalogue = await OpenAsync(lab.NewDatabase());
        var stored = (await StoreAsync(catalogue, "mspbs", Services.Storing(Services.Sound(), "r1"))).Stored!;
        stored.ProviderInstitution = "";

        Assert.Equal(ChangeRefusal.NotTheProvider, (await StoreAsync(catalogue, "mds", Services.Storing(stored, "r1"))).Refusal);
        Assert.Equal(ChangeRefusal.NotTheProvider, (await StoreAsync(catalogue, "mds", Services.Storing(Services.Sound("x", "mspbs"), "r2"))).Refusal);
        Assert.Equal(
            ChangeRefusal.NotTheProvider,
            (await new AvailabilityReports(catalogue).StoreAsync("mds", "mspbs.vacunatorio", new Availability(), CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Every_rule_that_a_service_breaks_is_named_at_once()
    {
        using var catalogue = await OpenAsync(lab.NewDatabase());
        var service = new ServiceOffering
        {
            Code = "Ñ", ServedTerritories = { "9999", "1116", "1116" }, StrategicActions = { 161 }, RequiredProgrammes = { "nada" }, ClosesGaps = { "hambre" },
        };

        var change = await StoreAsync(catalogue, "mds", Services.Storing(service, "r1"));

        Assert.Equal(
            [
                "service.categories", "service.closes_gaps[0]", "service.code", "service.description", "service.level", "service.name", "service.package",
                "service.pillar", "service.required_programmes[0]", "service.served_territories[0]", "service.served_territories[2]",
                "service.strategic_actions[0]", "service.valid_from",
            ],
            change.Violations.Select(v => v.Field).Order(StringComparer.Ordinal));
        Assert.Equal(0, catalogue.Index.Count);
    }

    [Fact]
    public async Task Report_is_shown_with_the_service_survives_its_changes_and_is_kept_in_history()
    {
        using var catalogue = await OpenAsync(lab.NewDatabase());
        var stored = (await StoreAsync(catalogue, "mspbs", Services.Storing(Services.Sound(), "r1"))).Stored!;
        var reports = new AvailabilityReports(catalogue);
        await reports.StoreAsync("mspbs", stored.ServiceId, new Availability { FreePlaces = 5 }, CancellationToken.None);
        await reports.StoreAsync("mspbs", stored.ServiceId, new Availability { Suspended = true, Reason = "Sin biológicos" }, CancellationToken.None);

        await StoreAsync(catalogue, "mspbs", Services.Storing(new ServiceOffering(stored) { Schedule = "otro" }, "r2"));

        var shown = catalogue.Index.Find(stored.ServiceId)!;
        Assert.Equal((true, "Sin biológicos", "otro"), (shown.Availability.Suspended, shown.Availability.Reason, shown.Schedule));
        await using var connection = await catalogue.Database.ConnectAsync(CancellationToken.None);
        Assert.Equal(2, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM network_report"));
    }

    protected static Task<ServiceCatalogue> OpenAsync(string database) =>
        ServiceCatalogue.OpenAsync(database, TimeProvider.System, NullLogger<ServiceCatalogue>.Instance, CancellationToken.None);

    protected static Task<ServiceChange> StoreAsync(ServiceCatalogue catalogue, string caller, UpsertServiceRequest request) =>
        new ServiceUpsert(catalogue, Programmes).StoreAsync(caller, request, CancellationToken.None);
}

public sealed class SqliteCatalogueTests(SqliteLab lab) : CatalogueTests(lab), IClassFixture<SqliteLab>;

public sealed class PostgresCatalogueTests(PostgresLab lab) : CatalogueTests(lab), IClassFixture<PostgresLab>
{
    private readonly PostgresLab _lab = lab;

    [Fact(Timeout = 60_000)]
    public async Task Change_of_another_hub_is_found_without_being_asked_for()
    {
        var name = _lab.NewDatabase();
        using var one = await OpenAsync(name);
        using var two = await OpenAsync(name);
        using var feed = new CatalogueFeed(two, TimeProvider.System, NullLogger<CatalogueFeed>.Instance);
        await feed.StartAsync(CancellationToken.None);

        await StoreAsync(one, "mds", Services.Storing(Services.Sound(), "r1"));

        for (var until = DateTime.UtcNow.AddSeconds(20); two.Index.Find("mds.vacunatorio") is null; await Task.Delay(50))
            Assert.True(DateTime.UtcNow < until, "the change was not found within 20 s");
        await feed.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Hubs_on_one_database_come_to_the_same_catalogue_whoever_writes()
    {
        var name = _lab.NewDatabase();
        using var one = await OpenAsync(name);
        using var two = await OpenAsync(name);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            var hub = i % 2 == 0 ? one : two;
            await StoreAsync(hub, "mds", Services.Storing(Services.Sound($"s{i}"), $"r{i}"));
            await new AvailabilityReports(hub).StoreAsync("mds", $"mds.s{i}", new Availability { FreePlaces = i }, CancellationToken.None);
        })));
        await one.CatchUpAsync(CancellationToken.None);
        await two.CatchUpAsync(CancellationToken.None);

        var all = one.Index.List("", "", "", 100);
        Assert.Equal(60, all.Count);
        Assert.Equal(all, two.Index.List("", "", "", 100));
        Assert.All(all, service => Assert.True(service.Availability.HasFreePlaces));
    }
}
