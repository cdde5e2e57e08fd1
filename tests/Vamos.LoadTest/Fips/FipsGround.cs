namespace Vamos.LoadTest.Fips;

using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Certificates;
using Vamos.Fips.V1;
using Vamos.Hub;

/// <summary>A hub over mutual TLS with an agreement for everything about forms, its log and its registry in one kind of database.</summary>
internal sealed class FipsGround : IAsyncDisposable
{
    private readonly WebApplication _hub;
    private readonly TlsIdentity _caller;

    private FipsGround(WebApplication hub, TlsIdentity caller) => (_hub, _caller) = (hub, caller);

    public static async Task<FipsGround> StartAsync(string folder, string audit, string forms)
    {
        var certificates = CertificateFolder.Open(Path.Combine(folder, "certs"), TimeProvider.System);
        certificates.Ensure(["hub", "mds"], TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        var agreements = Path.Combine(folder, "agreements");
        Directory.CreateDirectory(Path.Combine(agreements, "agreements"));
        await File.WriteAllTextAsync(Path.Combine(agreements, "institutions.yaml"), """
            institutions:
              - {code: hub, name: hub, roles: [provider]}
              - {code: siis, name: siis, roles: [provider]}
              - {code: mds, name: mds, roles: [consumer]}
            """);
        await File.WriteAllTextAsync(Path.Combine(agreements, "agreements", "load.yaml"), """
            id: load
            title: load
            parties: {consumer: mds, providers: [siis]}
            instrument: {kind: load, number: '1', date: 2025-12-01, article: '1'}
            validity: {from: 2026-01-01, until: 2099-12-31}
            purposes: [PURPOSE_CASE_MANAGEMENT]
            quota: {per_second: 100000, per_day: 1000000000}
            max_staleness: 24h
            audit_class: standard
            methods:
              - {method: FipsService/SubmitForm, fields: ['*']}
              - {method: FipsService/ImportForms, fields: ['*']}
            """);
        var hub = HubHost.Build(
        [
            "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0", "--Hub:Logs:Console=Error",
            $"--Hub:Tls:Authority={certificates.AuthorityPath}",
            $"--Hub:Tls:Certificate={certificates.CertificatePath("hub")}",
            $"--Hub:Tls:Key={certificates.KeyPath("hub")}",
            $"--Hub:Agreements:Directory={agreements}",
            $"--Hub:Audit:Database={audit}",
            $"--Hub:Audit:Keys={folder}",
            $"--Hub:Cache:Keys={folder}",
            $"--Hub:Fips:Database={forms}",
            $"--Hub:Monitoring:Database={Path.Combine(folder, "traffic.db")}",
        ]);
        await hub.StartAsync();
        return new FipsGround(hub, certificates.LoadIdentity("mds"));
    }

    /// <summary>A client with a connection of its own.</summary>
    public FipsService.FipsServiceClient Client()
    {
        var addresses = _hub.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a));
        var address = new Uri($"https://localhost:{addresses.Single(a => a.Scheme == Uri.UriSchemeHttps).Port}");
        return new(GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = _caller.CreateHttpHandler(), DisposeHttpClient = true }));
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _hub.StopAsync(hurry.Token);
        await _hub.DisposeAsync();
        _caller.Dispose();
    }
}
