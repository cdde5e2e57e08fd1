namespace Vamos.Clients.Tests;

using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.ServiceNetwork.V1;

public sealed class ServiceNetworkTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    [Fact(Timeout = 30_000)]
    public async Task Services_are_read_over_all_pages_and_a_token_that_does_not_move_ends_it()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Network = request => ((ListServicesRequest)request).PageToken switch
        {
            "" => Page("a", "next"),
            "next" => Page("b", "next"),
            _ => Page("never", ""),
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        List<string> found = [];
        await foreach (var service in connection.ServiceNetwork.ListAsync("mds", "1116"))
            found.Add(service.ServiceId);

        Assert.Equal(["a", "b"], found);
        Assert.All(hub.Script.Calls, call => Assert.Equal("1116", ((ListServicesRequest)call.Request).TerritoryCode));
    }

    [Fact(Timeout = 30_000)]
    public async Task Change_carries_a_request_id_of_its_own_unless_it_is_given()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Network = request => new UpsertServiceResponse { Service = ((UpsertServiceRequest)request).Service };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await connection.ServiceNetwork.StoreAsync(new ServiceOffering { Code = "a" });
        await connection.ServiceNetwork.StoreAsync(new ServiceOffering { Code = "a" }, ["schedule"], "mine");

        var requests = hub.Script.Calls.Select(call => (UpsertServiceRequest)call.Request).ToList();
        Assert.Equal(32, requests[0].RequestId.Length);
        Assert.Null(requests[0].UpdateMask);
        Assert.Equal(("mine", "schedule"), (requests[1].RequestId, requests[1].UpdateMask.Paths.Single()));
    }

    [Fact(Timeout = 30_000)]
    public async Task Search_brings_its_exchange_and_its_sources()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Network = _ => new SearchServicesResponse
        {
            Matches = { new ServiceMatch { ClosedGaps = { "safe-water" } } },
            Sources = { new SourceStatus { Institution = "mds", State = SourceState.Ok } },
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var answer = await connection.ServiceNetwork.SearchAsync(new SearchServicesRequest { DistrictCode = "1116" });

        Assert.Equal((HubScript.ExchangeId, "mds", "safe-water"), (answer.ExchangeId, answer.Sources[0].Institution, answer.Matches[0].ClosedGaps[0]));
        Assert.Equal("PURPOSE_CASE_MANAGEMENT", hub.Script.Calls.Single().Header("vamos-purpose"));
    }

    private static ListServicesResponse Page(string id, string next) => new() { Services = { new ServiceOffering { ServiceId = id } }, NextPageToken = next };
}
