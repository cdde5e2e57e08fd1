namespace Vamos.EndToEnd.Tests.Running;

using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Certificates;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;

/// <summary>Asks a hub for decisions as an institution, over one connection.</summary>
public sealed class HubCaller : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly EligibilityService.EligibilityServiceClient _client;

    public HubCaller(Uri hub, string certificates, string institution)
    {
        var identity = TlsIdentity.Load(
            Path.Combine(certificates, "ca.pem"), Path.Combine(certificates, institution + ".pem"), Path.Combine(certificates, institution + ".key"));
        _channel = GrpcChannel.ForAddress(hub, new GrpcChannelOptions { HttpHandler = identity.CreateHttpHandler("hub"), DisposeHttpClient = true });
        _client = new EligibilityService.EligibilityServiceClient(_channel);
    }

    public async Task<EligibilityDecision> CheckAsync(string cedula, string programme)
    {
        Assert.True(NationalId.TryParse(cedula, out var id), cedula);
        var request = new CheckEligibilityRequest { NationalId = id, ProgrammeCode = programme, View = DecisionView.Full };
        return (await _client.CheckEligibilityAsync(
            request, new Metadata { { "vamos-purpose", "PURPOSE_ELIGIBILITY_ASSESSMENT" } }, DateTime.UtcNow.AddSeconds(10))).Decision;
    }

    public void Dispose() => _channel.Dispose();
}
