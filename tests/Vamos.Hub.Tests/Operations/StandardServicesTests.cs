namespace Vamos.Hub.Tests.Operations;

using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Vamos.Hub.Tests.Running;

public sealed class StandardServicesTests
{
    [Fact]
    public async Task Health_serves_for_the_server_and_each_service_and_knows_no_other()
    {
        await using var hub = await RunningHub.StartAsync();
        var health = new Health.HealthClient(hub.Channel(TestCertificates.Of("utgs")));

        foreach (var service in new[] { "", "vamos.beneficiary.v1.BeneficiaryService", "grpc.reflection.v1.ServerReflection" })
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = service })).Status);

        var unknown = await Assert.ThrowsAsync<RpcException>(() => health.CheckAsync(new HealthCheckRequest { Service = "vamos.Nothing" }).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Health_watch_tells_the_state_at_once_and_says_unknown_for_an_unknown_service()
    {
        await using var hub = await RunningHub.StartAsync();
        var health = new Health.HealthClient(hub.Channel(TestCertificates.Of("utgs")));

        using var known = health.Watch(new HealthCheckRequest());
        Assert.True(await known.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, known.ResponseStream.Current.Status);

        using var unknown = health.Watch(new HealthCheckRequest { Service = "vamos.Nothing" });
        Assert.True(await unknown.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.ServiceUnknown, unknown.ResponseStream.Current.Status);
    }

    [Fact]
    public async Task Operations_listener_tells_live_and_ready_and_which_source_has_described_itself()
    {
        await using var mds = await ScriptedAdapter.StartAsync("mds");
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();
        using var http = new HttpClient { BaseAddress = hub.Operations };

        Assert.Contains("live", await http.GetStringAsync(new Uri("/health/live", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains(
            "{\"institution\":\"mds\",\"described\":true,", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_are_not_reachable_where_institutions_call()
    {
        await using var hub = await RunningHub.StartAsync();
        using var identity = TestCertificates.Of("utgs");
        using var http = new HttpClient(identity.CreateHttpHandler()) { BaseAddress = hub.Exchange, DefaultRequestVersion = HttpVersion.Version20 };

        using var response = await http.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Grpc_is_not_reachable_where_operators_ask()
    {
        await using var hub = await RunningHub.StartAsync();
        using var http = new HttpClient { BaseAddress = hub.Operations };
        using var content = new ByteArrayContent([0, 0, 0, 0, 0]);
        content.Headers.ContentType = new("application/grpc");

        using var response = await http.PostAsync(new Uri("/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary", UriKind.Relative), content);

        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }
}
