namespace Vamos.Browser.Tests.Running;

using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Common.V1;
using Vamos.Sandbox;
using Vamos.Sandbox.LegacySystems;

/// <summary>A sandbox in this process, and institutions that ask its hub.</summary>
internal sealed class TestSandbox : IAsyncDisposable
{
    private readonly RunningSandbox _sandbox;
    private readonly string _folder;
    private readonly Dictionary<string, GrpcChannel> _channels = [];

    private TestSandbox(RunningSandbox sandbox, string folder)
    {
        _sandbox = sandbox;
        _folder = folder;
        foreach (var institution in new[] { "utgs", "mtess", "mds" })
            _channels[institution] = Connect(institution);
    }

    public Uri Hub => _sandbox.Hub;

    public Uri Operations => _sandbox.Operations;

    public string CertificateOf(string institution) => Path.Combine(_folder, "certs", $"{institution}.pem");

    public string KeyOf(string institution) => Path.Combine(_folder, "certs", $"{institution}.key");

    public static async Task<TestSandbox> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-browser-").FullName;
        var options = new SandboxOptions
        {
            People = 300,
            Directory = Path.Combine(folder, ".sandbox"),
            Certificates = Path.Combine(folder, "certs"),
            HubPort = 0,
            OperationsPort = 0,
            AdapterPort = 0,
            ControlPort = 0,
        };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return new TestSandbox(await RunningSandbox.StartAsync(options, TextWriter.Null, limit.Token), folder);
    }

    /// <summary>Looks a person up, anew; null when the hub refuses.</summary>
    public async Task<Beneficiary?> GetAsync(string institution, string number, string purpose = "PURPOSE_CASE_MANAGEMENT")
    {
        var request = new GetBeneficiaryRequest { NationalId = new NationalId { Number = number }, MaxAge = new() };
        try
        {
            var client = new BeneficiaryService.BeneficiaryServiceClient(_channels[institution]);
            return (await client.GetBeneficiaryAsync(request, new Metadata { { "vamos-purpose", purpose } }, DateTime.UtcNow.AddSeconds(10))).Beneficiary;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.PermissionDenied or StatusCode.InvalidArgument)
        {
            return null;
        }
    }

    /// <summary>Tells a legacy system how to behave.</summary>
    public Task DisturbAsync(string system, Mood mood) =>
        _sandbox.Systems.Single(s => s.Name == system).DisturbAsync(new Disturbance(mood), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels.Values)
            channel.Dispose();
        await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private GrpcChannel Connect(string institution)
    {
        var identity = CertificateFolder.Open(Path.Combine(_folder, "certs"), TimeProvider.System).OpenIdentity(institution);
        return GrpcChannel.ForAddress(_sandbox.Hub, new GrpcChannelOptions { HttpHandler = identity.CreateHttpHandler("hub"), DisposeHttpClient = true });
    }
}
