namespace Vamos.Hub.Tests.ServiceNetwork;

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Hub.Tests.Running;
using Vamos.ServiceNetwork.V1;

public sealed class EndpointTests
{
    [Fact]
    public async Task Service_is_stored_listed_found_and_reported_on_by_its_provider()
    {
        await using var hub = await RunningHub.StartAsync();
        var mtess = Client(hub, "mtess");

        var stored = (await mtess.UpsertServiceAsync(Services.Storing(Services.Sound(), "r1"))).Service;
        await mtess.UpsertServiceAsync(Services.Storing(Services.Sound("otro"), "r2"));
        var report = (await mtess.ReportAvailabilityAsync(
            new ReportAvailabilityRequest { ServiceId = stored.ServiceId, Availability = new Availability { FreePlaces = 7 } })).Availability;
        var got = (await Client(hub).GetServiceAsync(new GetServiceRequest { ServiceId = stored.ServiceId })).Service;
        var first = await Client(hub).ListServicesAsync(new ListServicesRequest { TerritoryCode = "11", PageSize = 1 });
        var second = await Client(hub).ListServicesAsync(new ListServicesRequest { ProviderInstitution = "mtess", PageToken = first.NextPageToken });

        Assert.Equal(("mtess", 1L), (stored.ProviderInstitution, stored.Version));
        Assert.Equal((7, false, report.ReportTime), (got.Availability.FreePlaces, got.Availability.Stale, got.Availability.ReportTime));
        Assert.Equal(["mtess.otro", "mtess.vacunatorio"], first.Services.Concat(second.Services).Select(service => service.ServiceId));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task Refusals_say_what_is_wrong()
    {
        await using var hub = await RunningHub.StartAsync();
        await Client(hub, "mtess").UpsertServiceAsync(Services.Storing(Services.Sound(), "r1"));
        var utgs = Client(hub);

        var notYours = await Fails.WithAsync(
            StatusCode.PermissionDenied, () => utgs.UpsertServiceAsync(Services.Storing(Services.Sound("x", "mtess"), "r1")).ResponseAsync);
        var changed = await Fails.WithAsync(
            StatusCode.Aborted, () => Client(hub, "mtess").UpsertServiceAsync(Services.Storing(Services.Sound(), "r2")).ResponseAsync);
        var malformed = await Fails.WithAsync(
            StatusCode.InvalidArgument,
            () => utgs.UpsertServiceAsync(new UpsertServiceRequest { UpdateMask = new FieldMask { Paths = { "color" } } }).ResponseAsync);
        var suspended = await Fails.WithAsync(
            StatusCode.InvalidArgument,
            () => utgs.ReportAvailabilityAsync(new ReportAvailabilityRequest { Availability = new Availability { Suspended = true, FreePlaces = -1 } }).ResponseAsync);
        var unknown = await Fails.WithAsync(StatusCode.NotFound, () => utgs.GetServiceAsync(new GetServiceRequest { ServiceId = "mtess.x" }).ResponseAsync);
        var nowhere = await Fails.WithAsync(StatusCode.NotFound, () => utgs.GetCoverageAsync(new GetCoverageRequest { TerritoryCode = "9999" }).ResponseAsync);

        Assert.Equal((ErrorReasons.NotYourService, ErrorReasons.ServiceChanged, "1"), (notYours.Reason, changed.Reason, changed.Facts["version"]));
        Assert.Equal(["service", "request_id", "update_mask.paths[0]"], malformed.Fields.Select(f => f.Field));
        Assert.Equal(["service_id", "availability.free_places", "availability.reason"], suspended.Fields.Select(f => f.Field));
        Assert.Equal((ErrorReasons.ServiceNotFound, ErrorReasons.TerritoryNotFound), (unknown.Reason, nowhere.Reason));
    }

    [Fact]
    public async Task Territories_come_in_pages_with_their_state()
    {
        await using var hub = await RunningHub.StartAsync();

        var first = await Client(hub).ListTerritoriesAsync(new ListTerritoriesRequest { PageSize = 200 });
        var second = await Client(hub).ListTerritoriesAsync(new ListTerritoriesRequest { PageSize = 200, PageToken = first.NextPageToken });
        var central = await Client(hub).ListTerritoriesAsync(new ListTerritoriesRequest { Level = TerritorialLevel.District, DepartmentCode = "11" });

        Assert.Equal(263 + 18, first.Territories.Count + second.Territories.Count);
        var villeta = central.Territories.Single(t => t.Code == "1116");
        Assert.Equal((TerritoryState.Active, 2020, "11"), (villeta.State, villeta.Phase, villeta.DepartmentCode));
        Assert.Equal(["00", "03", "09", "12", "15"], villeta.NeighbourDepartments);
        Assert.All(central.Territories, t => Assert.Equal("11", t.DepartmentCode));
    }

    [Fact]
    public async Task Search_of_a_place_goes_on_behind_its_pages_and_refuses_tokens_of_another()
    {
        await using var hub = await RunningHub.StartAsync();
        for (var i = 0; i < 5; i++)
            await Client(hub, "mtess").UpsertServiceAsync(Services.Storing(Services.Sound($"s{i}"), $"r{i}"));
        var request = new SearchServicesRequest { DistrictCode = "1116", Query = "VACUNACION niños", PageSize = 2 };

        List<string> found = [];
        do
        {
            var page = await Client(hub).SearchServicesAsync(request, RunningHub.Purpose);
            found.AddRange(page.Matches.Select(match => match.Service.ServiceId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length != 0);
        request.PageToken = (await Client(hub).SearchServicesAsync(request, RunningHub.Purpose)).NextPageToken;
        request.Query = "otra";
        var strange = await Fails.WithAsync(StatusCode.InvalidArgument, () => Client(hub).SearchServicesAsync(request, RunningHub.Purpose).ResponseAsync);

        Assert.Equal(["mtess.s0", "mtess.s1", "mtess.s2", "mtess.s3", "mtess.s4"], found);
        Assert.Equal("page_token", Assert.Single(strange.Fields).Field);
    }

    private static ServiceNetworkService.ServiceNetworkServiceClient Client(RunningHub hub, string institution = "utgs") =>
        new(hub.Channel(TestCertificates.Of(institution)));
}
