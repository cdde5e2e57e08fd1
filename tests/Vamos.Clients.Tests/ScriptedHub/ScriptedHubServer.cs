namespace Vamos.Clients.Tests.ScriptedHub;

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Certificates;
using Vamos.Hosting.Listeners;

/// <summary>A server with the hub's contract and its listener, that answers what the test says.</summary>
public sealed class ScriptedHubServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TlsIdentity _identity;

    private ScriptedHubServer(WebApplication app, TlsIdentity identity, HubScript script)
    {
        _app = app;
        _identity = identity;
        Script = script;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new Uri($"https://localhost:{new Uri(address).Port}");
    }

    public Uri Address { get; }

    public HubScript Script { get; }

    public static async Task<ScriptedHubServer> StartAsync(TestCertificates certificates, string institution = "hub", int port = 0)
    {
        var identity = certificates.Folder.LoadIdentity(institution);
        var script = new HubScript();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenMutualTls(new IPEndPoint(IPAddress.Loopback, port), identity));
        builder.Services.AddSingleton(script);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<ScriptedBeneficiaryService>();
        app.MapGrpcService<ScriptedEligibilityService>();
        app.MapGrpcService<ScriptedFipsService>();
        app.MapGrpcService<ScriptedReferralService>();
        app.MapGrpcService<ScriptedServiceNetwork>();
        app.MapGrpcService<ScriptedExchangeService>();
        await app.StartAsync();
        return new ScriptedHubServer(app, identity, script);
    }

    /// <summary>Options of a client of this server.</summary>
    public VamosClientOptions OptionsFor(TestCertificates certificates, string institution = "utgs") => new()
    {
        HubAddress = Address,
        AuthorityPath = certificates.Folder.AuthorityPath,
        CertificatePath = certificates.Folder.CertificatePath(institution),
        KeyPath = certificates.Folder.KeyPath(institution),
        Purpose = Vamos.Exchange.V1.Purpose.CaseManagement,
        RetryDelay = TimeSpan.FromMilliseconds(5),
    };

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        _identity.Dispose();
    }
}
