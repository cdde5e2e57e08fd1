namespace Vamos.Hub.Tests.Exchange;

using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Hub.Tests.Running;

/// <summary>Who is let in, and with what declared.</summary>
public sealed class AdmissionTests
{
    private static readonly GetBeneficiaryRequest Request = new() { NationalId = new NationalId { Number = "99000004" } };

    [Fact]
    public async Task Caller_without_a_certificate_does_not_get_past_the_handshake()
    {
        await using var hub = await RunningHub.StartAsync();
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        };

        await AssertNoConnection(hub, handler);
    }

    [Fact]
    public async Task Caller_with_a_certificate_of_another_authority_does_not_get_past_the_handshake()
    {
        await using var hub = await RunningHub.StartAsync();
        using var stranger = TestCertificates.OfForeignAuthority("utgs");
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = stranger.ServerContext,
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            },
        };

        await AssertNoConnection(hub, handler);
    }

    [Fact]
    public async Task Caller_over_tls_1_2_does_not_get_past_the_handshake()
    {
        await using var hub = await RunningHub.StartAsync();
        using var identity = TestCertificates.Of("utgs");
        var handler = identity.CreateHttpHandler();
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12;

        await AssertNoConnection(hub, handler);
    }

    [Fact]
    public async Task Caller_that_reaches_a_hub_with_another_name_refuses_it()
    {
        await using var hub = await RunningHub.StartAsync();
        using var identity = TestCertificates.Of("utgs");

        await AssertNoConnection(hub, identity.CreateHttpHandler("mds"));
    }

    [Fact]
    public async Task Personal_data_without_a_purpose_is_refused_and_the_purposes_are_named()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows("99000004");
        await using var hub = await RunningHub.StartAsync(mds);

        var problem = await Fails.WithAsync(StatusCode.InvalidArgument, () => hub.Beneficiaries().GetBeneficiaryAsync(Request).ResponseAsync);

        Assert.Equal(ErrorReasons.PurposeRequired, problem.Reason);
        Assert.Contains("PURPOSE_BENEFIT_PAYMENT", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, mds.Asked);
    }

    [Theory]
    [InlineData("CURIOSITY")]
    [InlineData("PURPOSE_UNSPECIFIED")]
    [InlineData("3")]
    public async Task Personal_data_for_a_purpose_that_does_not_exist_is_refused(string purpose)
    {
        await using var hub = await RunningHub.StartAsync();
        var headers = new Metadata { { "vamos-purpose", purpose } };

        var problem = await Fails.WithAsync(StatusCode.InvalidArgument, () => hub.Beneficiaries().GetBeneficiaryAsync(Request, headers).ResponseAsync);

        Assert.Equal(ErrorReasons.PurposeUnknown, problem.Reason);
    }

    [Fact]
    public async Task Metadata_that_grpc_does_not_allow_is_the_callers_mistake_not_the_hubs()
    {
        await using var hub = await RunningHub.StartAsync();
        using var identity = TestCertificates.Of("utgs");
        using var http = new HttpClient(identity.CreateHttpHandler("hub")) { BaseAddress = hub.Exchange };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, 0, 0]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.TE.Add(new("trailers"));
        request.Headers.Add("vamos!user", "agent-7");

        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();

        var status = response.TrailingHeaders.Concat(response.Headers).Single(h => h.Key == "grpc-status").Value.Single();
        Assert.Equal(((int)StatusCode.InvalidArgument).ToString(), status);
    }

    [Fact]
    public async Task Every_answer_carries_its_own_exchange_id()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows("99000004");
        await using var hub = await RunningHub.StartAsync(mds);

        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var call = hub.Beneficiaries().GetBeneficiaryAsync(Request, RunningHub.Purpose);
            await call.ResponseAsync;
            ids.Add(call.GetTrailers().GetValue("vamos-exchange-id")!);
        }

        Assert.Equal(3, ids.Count);
    }

    // the status is the client's own; what counts is that the call ended in the connection, not in an answer
    private static async Task AssertNoConnection(RunningHub hub, HttpMessageHandler handler)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => Call(hub, handler));
        Assert.IsAssignableFrom<HttpRequestException>(refused.Status.DebugException);
        Assert.Empty(refused.Trailers);
    }

    private static Task Call(RunningHub hub, HttpMessageHandler handler) =>
        new BeneficiaryService.BeneficiaryServiceClient(hub.Channel(handler))
            .GetBeneficiaryAsync(Request, RunningHub.Purpose, DateTime.UtcNow.AddSeconds(10)).ResponseAsync;
}
