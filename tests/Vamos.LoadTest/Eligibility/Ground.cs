namespace Vamos.LoadTest.Eligibility;

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Adapters.Hosting;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Hub;
using Vamos.Hub.Sources;

/// <summary>What is measured, in one process: three adapters whose legacy systems answer at once, hubs before them, and the echo.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private const string Consumer = "utgs";

    private readonly string _folder;
    private readonly CertificateFolder _certificates;
    private readonly List<IAsyncDisposable> _ends = [];
    private readonly List<IDisposable> _connections = [];
    private readonly List<(InstantAdapter Adapter, AdapterHost Host)> _adapters = [];
    private readonly Dictionary<string, (Uri Exchange, Uri Operations)> _hubs = [];
    private readonly TlsIdentity _own;
    private readonly TlsIdentity _caller;

    private Ground(string folder)
    {
        _folder = folder;
        _certificates = CertificateFolder.Open(Path.Combine(folder, "certs"), TimeProvider.System);
        _certificates.Ensure(["hub", Consumer, "mds", "mtess", "mspbs"], TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        _own = _certificates.LoadIdentity("hub");
        _caller = _certificates.LoadIdentity(Consumer);
    }

    public IReadOnlyList<InstantAdapter> Adapters => [.. _adapters.Select(a => a.Adapter)];

    public static async Task<Ground> StartAsync(string folder)
    {
        var ground = new Ground(folder);
        Agreements.Write(ground.AgreementsFolder);
        await ground.StartAdapterAsync(new InstantAdapter("mds", FactKind.Person, FactKind.Enrollment, FactKind.Household, FactKind.Livestock));
        await ground.StartAdapterAsync(new InstantAdapter("mtess", FactKind.Employment, FactKind.Coverage, FactKind.Retirement));
        await ground.StartAdapterAsync(new InstantAdapter("mspbs", FactKind.Immunization, FactKind.Disability, FactKind.Pregnancy, FactKind.Nutrition));
        return ground;
    }

    /// <summary>Starts the echo and connects to it.</summary>
    public async Task<(EligibilityEcho Echo, Connections Connections, Uri Address)> StartEchoAsync(int connections)
    {
        var echo = Ends(await EligibilityEcho.StartAsync(_own));
        return (echo.Services.GetRequiredService<EligibilityEcho>(), Connect(AddressOf(echo), connections), AddressOf(echo));
    }

    /// <summary>Starts a hub of its own store and cache, waits until it knows its sources, and connects to it.</summary>
    public async Task<Connections> StartHubAsync(string name, int connections, params string[] settings)
    {
        var store = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var hub = Ends(HubHost.Build(
        [
            "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0", "--Hub:Logs:Console=Error",
            $"--Hub:Tls:Authority={_certificates.AuthorityPath}",
            $"--Hub:Tls:Certificate={_certificates.CertificatePath("hub")}",
            $"--Hub:Tls:Key={_certificates.KeyPath("hub")}",
            $"--Hub:Agreements:Directory={AgreementsFolder}",
            $"--Hub:Audit:Database={Path.Combine(store, "audit.db")}",
            $"--Hub:Network:Database={Path.Combine(store, "services.db")}",
            $"--Hub:Audit:Keys={store}",
            $"--Hub:Fips:Database={Path.Combine(store, "forms.db")}",
            $"--Hub:Referrals:Database={Path.Combine(store, "referrals.db")}",
            $"--Hub:Cache:Keys={store}",
            // instant adapters tell no changes
            "--Hub:Cache:UnheardFor=00:10:00",
            .. _adapters.SelectMany((a, i) => new[]
            {
                $"--Hub:Sources:{i}:Institution={a.Adapter.Institution}", $"--Hub:Sources:{i}:Address=https://localhost:{a.Host.Port}", $"--Hub:Sources:{i}:AtOnce=10000",
            }),
            .. settings,
        ]));
        await hub.StartAsync();
        _hubs[name] = (AddressOf(hub), AddressOf(hub, Uri.UriSchemeHttp));
        var sources = hub.Services.GetRequiredService<SourceRegistry>();
        for (var until = DateTime.UtcNow.AddSeconds(20); !sources.All.All(source => source.Described); await Task.Delay(20))
        {
            if (DateTime.UtcNow > until)
                throw new TimeoutException("an adapter did not describe itself");
        }

        return Connect(AddressOf(hub), connections);
    }

    /// <summary>Where a hub that was started is reached: by institutions, and by its operator.</summary>
    public (Uri Exchange, Uri Operations) AddressesOf(string hub) => _hubs[hub];

    /// <summary>The folder of the certificates, and whose of them callers use.</summary>
    public (string Folder, string Caller) Certificates => (_certificates.Path, Consumer);

    /// <summary>nginx before an address, with the same mutual TLS on both sides; null where there is no nginx.</summary>
    public async Task<Connections?> StartProxyAsync(Uri upstream, int connections)
    {
        if (await Proxy.StartAsync(Path.Combine(_folder, "proxy"), _certificates, Consumer, upstream) is not { } proxy)
            return null;
        _ends.Add(proxy);
        return Connect(proxy.Address, connections);
    }

    /// <summary>Connects to an adapter as the hub does.</summary>
    public Connections ConnectToAdapter(InstantAdapter adapter)
    {
        var port = _adapters.Single(a => a.Adapter == adapter).Host.Port;
        var connections = new Connections(new Uri($"https://localhost:{port}"), _own, 1, adapter.Institution);
        _connections.Add(connections);
        return connections;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connections in _connections)
            connections.Dispose();
        for (var i = _ends.Count - 1; i >= 0; i--)
            await _ends[i].DisposeAsync();
        _own.Dispose();
        _caller.Dispose();
    }

    private string AgreementsFolder => Path.Combine(_folder, "agreements");

    private async Task StartAdapterAsync(InstantAdapter adapter)
    {
        var identity = _certificates.OpenIdentity(adapter.Institution);
        var host = Ends(AdapterHost.Create(
            new AdapterSettings { Institution = adapter.Institution, Identity = identity, Listen = new IPEndPoint(IPAddress.Loopback, 0), OperationsPort = 0 },
            _ => adapter));
        await host.StartAsync();
        _adapters.Add((adapter, host));
    }

    private Connections Connect(Uri address, int count)
    {
        var connections = new Connections(address, _caller, count);
        _connections.Add(connections);
        return connections;
    }

    private T Ends<T>(T started) where T : IAsyncDisposable
    {
        _ends.Add(started);
        return started;
    }

    private static Uri AddressOf(WebApplication app, string scheme = "https")
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a));
        return new Uri($"{scheme}://localhost:{addresses.Single(a => a.Scheme == scheme).Port}");
    }
}
