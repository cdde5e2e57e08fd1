namespace Vamos.Cli.Tests;

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.ServiceNetwork.V1;

public sealed class ServicesTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly string Repository = Root(AppContext.BaseDirectory);

    private static readonly ServiceOffering Service = new()
    {
        ServiceId = "mds.tekopora-villeta",
        Code = "tekopora-villeta",
        ProviderInstitution = "mds",
        Name = "Tekoporã en Villeta",
        Description = "Transferencia monetaria y acompañamiento.",
        Package = ServicePackage.Differentiated,
        Pillar = Pillar.SocialIntegration,
        Categories = { LifeCycleCategory.Household },
        StrategicActions = { 1, 2 },
        Level = TerritorialLevel.District,
        DeliveredAt = new Place { DistrictCode = "1116", Area = Area.Urban, Locality = "Municipalidad" },
        ServedTerritories = { "1116" },
        RequiredProgrammes = { "tekopora" },
        ClosesGaps = { "household-income-support" },
        AccessHelps = { AccessHelp.Guarani, AccessHelp.HomeVisit },
        MonthlyCapacity = 80,
        Schedule = "lunes a viernes, 7:00 a 13:00",
        Contact = new ServiceContact { Address = "Municipalidad de Villeta", Email = "tekopora-villeta@mds.example" },
        ValidFrom = new Date { Year = 2026, Month = 1, Day = 1 },
        Version = 3,
        UpdateTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero)),
        Availability = new Availability
        {
            FreePlaces = 12,
            WaitingTime = Duration.FromTimeSpan(TimeSpan.FromDays(10)),
            ReportTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)),
        },
        Illustrative = true,
    };

    [Fact(Timeout = 30_000)]
    public async Task Search_is_written_for_people_with_its_reasons()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Network = _ => new SearchServicesResponse
        {
            Matches =
            {
                new ServiceMatch
                {
                    Service = Service,
                    Reasons = { "Cierra una brecha del hogar: ingreso familiar.", "Se presta en el distrito, Villeta." },
                    ClosedGaps = { "household-income-support" },
                    ReachedBy = TerritorialLevel.District,
                },
            },
            Sources = { new SourceStatus { Institution = "mds", State = SourceState.Ok } },
            NextPageToken = "more",
        };

        var run = await CommandRun.Against(
            hub, certificates, "services", "search", "ingreso", "--district", "1116", "--for", "99.000.004", "--pillar", "social-integration", "--as", "utgs");

        Assert.Equal(Golden("services-search.txt"), run.Output);
        Assert.Equal("There are more; --limit shows them, up to 100.\n", run.Error);
        var request = (SearchServicesRequest)hub.Script.Calls.Single().Request;
        Assert.Equal(("99000004", "1116", "ingreso", 20), (request.NationalId.Number, request.DistrictCode, request.Query, request.PageSize));
        Assert.Equal([Pillar.SocialIntegration], request.Pillars);
    }

    [Fact(Timeout = 30_000)]
    public async Task Service_and_list_are_written_for_people()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Network = request => request is GetServiceRequest
            ? new GetServiceResponse { Service = Service }
            : new ListServicesResponse { Services = { Service } };

        var one = await CommandRun.Against(hub, certificates, "services", "get", "mds.tekopora-villeta", "--as", "utgs");
        var all = await CommandRun.Against(hub, certificates, "services", "list", "--district", "1116", "--as", "utgs");

        Assert.Equal(Golden("services-get.txt") + Golden("services-list.txt"), one.Output + all.Output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Coverage_is_a_report_or_a_table_in_spanish()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Network = _ => new GetCoverageResponse
        {
            Coverage =
            {
                new Coverage
                {
                    TerritoryCode = "1116", Package = ServicePackage.Core, Category = LifeCycleCategory.EarlyChildhood, Pillar = Pillar.SocialIntegration,
                    OfferedCount = 4, AvailableCount = 1, FromOutsideCount = 2, UncoveredStrategicActions = { 8, 9 },
                },
                new Coverage
                {
                    TerritoryCode = "1116", Package = ServicePackage.Extended, Category = LifeCycleCategory.Environment, Pillar = Pillar.SocialSecurity, Gap = true,
                },
            },
        };

        var report = await CommandRun.Against(hub, certificates, "services", "coverage", "--district", "1116", "--as", "utgs");
        var table = await CommandRun.Against(hub, certificates, "services", "coverage", "--district", "1116", "--csv", "--as", "utgs");

        Assert.Equal(Golden("services-coverage.txt"), report.Output);
        Assert.Equal(
            """
            territorio;nombre;paquete;categoria;pilar;ofrecidos;disponibles;de_otro_territorio;brecha;acciones_sin_cobertura
            1116;Villeta;Núcleo;primera infancia;integración social;4;1;2;no;8,9
            1116;Villeta;Ampliado;entorno;previsión social;0;0;0;sí;

            """.ReplaceLineEndings("\n"),
            table.Output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Territories_that_have_joined_are_listed()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Network = _ => new ListTerritoriesResponse
        {
            Territories =
            {
                new Territory { Code = "1101", Name = "Areguá", Level = TerritorialLevel.District },
                new Territory { Code = "1116", Name = "Villeta", Level = TerritorialLevel.District, State = TerritoryState.Active, Phase = 2020, AgreementDate = new Date { Year = 2020, Month = 1, Day = 1 } },
            },
        };

        var run = await CommandRun.Against(hub, certificates, "services", "territories", "--joined", "--as", "utgs");

        Assert.Matches(@"1116 +Villeta +district +active +2020 +2020-01-01", run.Output);
        Assert.DoesNotContain("Areguá", run.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Report_reaches_the_hub_as_it_was_written()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Network = request => new ReportAvailabilityResponse
        {
            Availability = new Availability(((ReportAvailabilityRequest)request).Availability) { ReportTime = Service.Availability.ReportTime },
        };

        var run = await CommandRun.Against(
            hub, certificates, "services", "availability", "report", "mds.x", "--free-places", "0", "--waiting", "10d", "--as", "mds");
        var suspended = await CommandRun.Against(hub, certificates, "services", "availability", "report", "mds.x", "--suspended", "Sin promotores", "--as", "mds");

        Assert.Equal("Reported on 2026-11-20 09:00-03: 0 places free.\n", run.Output);
        Assert.Equal("Reported on 2026-11-20 09:00-03: suspended: Sin promotores.\n", suspended.Output);
        var report = ((ReportAvailabilityRequest)hub.Script.Calls[0].Request).Availability;
        Assert.Equal((true, 0, 10), (report.HasFreePlaces, report.FreePlaces, report.WaitingTime.ToTimeSpan().Days));
    }

    [Fact(Timeout = 30_000)]
    public async Task Import_stores_what_is_new_or_has_changed_and_nothing_else()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        List<ServiceOffering> stored = [];
        hub.Script.Network = request =>
        {
            if (request is not UpsertServiceRequest upsert)
                return new ListServicesResponse { Services = { stored } };
            var service = new ServiceOffering(upsert.Service) { ServiceId = $"mds.{upsert.Service.Code}", Version = upsert.Service.Version + 1 };
            stored.RemoveAll(known => known.ServiceId == service.ServiceId);
            stored.Add(service);
            return new UpsertServiceResponse { Service = service };
        };
        var file = Path.Combine(Repository, "src", "Vamos.Sandbox", "Network", "mds.yaml");

        var first = await CommandRun.Against(hub, certificates, "services", "import", file, "--as", "mds");
        stored[0].Schedule = "otro";
        var second = await CommandRun.Against(hub, certificates, "services", "import", file, "--as", "mds");

        Assert.EndsWith("15 services stored, 0 were so already.\n", first.Output, StringComparison.Ordinal);
        Assert.EndsWith(": version 2\n1 services stored, 14 were so already.\n", second.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task File_of_another_institution_or_with_mistakes_is_not_sent()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var folder = Directory.CreateTempSubdirectory("vamos-cli-services");
        try
        {
            var good = Path.Combine(Repository, "src", "Vamos.Sandbox", "Network", "mds.yaml");
            var bad = Path.Combine(folder.FullName, "bad.yaml");
            await File.WriteAllTextAsync(bad, (await File.ReadAllTextAsync(good)).Replace("household-income-support", "dinero", StringComparison.Ordinal));

            var checkedGood = await CommandRun.Of("services", "check", good);
            var checkedBad = await CommandRun.Of("services", "check", bad);
            var imported = await CommandRun.Against(hub, certificates, "services", "import", bad, "--as", "mds");
            var foreign = await CommandRun.Against(hub, certificates, "services", "import", good, "--as", "utgs");
            var missing = await CommandRun.Of("services", "check", "nowhere.yaml");

            Assert.Equal((ExitCode.Ok, "15 services can be imported.\n"), (checkedGood.ExitCode, checkedGood.Output));
            Assert.Equal((ExitCode.DocumentsRefused, ExitCode.DocumentsRefused), (checkedBad.ExitCode, imported.ExitCode));
            Assert.Contains("bad.yaml:16: error: services[0].closes_gaps[0] no es el código de una protección", checkedBad.Output, StringComparison.Ordinal);
            Assert.Contains("The file cannot be used: 4 errors.", checkedBad.Output, StringComparison.Ordinal);
            Assert.Equal((ExitCode.Usage, ExitCode.Usage), (foreign.ExitCode, missing.ExitCode));
            Assert.Contains("The file has services of mds, and we ask as utgs", foreign.Error, StringComparison.Ordinal);
            Assert.Empty(hub.Script.Calls);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Service_that_is_not_there_has_the_exit_code_of_what_is_not_found()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Network = _ => throw new Problem(StatusCode.NotFound, ErrorReasons.ServiceNotFound, "None.", "Ninguno.").ToException();

        Assert.Equal(ExitCode.NotFound, (await CommandRun.Against(hub, certificates, "services", "get", "mds.x", "--as", "mds")).ExitCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("search --district 9999", "--district: '9999' is the INE code of no district")]
    [InlineData("search --for 12x", "--for: '12x' is not the number of a cédula")]
    [InlineData("search --package silver", "--package: 'silver' is none of core, differentiated, extended")]
    [InlineData("coverage", "Say which territory")]
    public async Task Command_line_that_cannot_be_done_says_why(string line, string words)
    {
        var run = await CommandRun.Of(["services", .. line.Split(' ')]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    private static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)).ReplaceLineEndings("\n");

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Vamos.Hub.sln")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}
