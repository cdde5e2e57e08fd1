namespace Vamos.Sandbox;

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;
using Vamos.Adapters.Hosting;
using Vamos.Certificates;
using Vamos.Hosting.Logging;
using Vamos.Hub;
using Vamos.Hub.Sources;
using Vamos.Sandbox.Control;
using Vamos.Sandbox.Forms;
using Vamos.Sandbox.Institutions;
using Vamos.Sandbox.LegacySystems;
using Vamos.Sandbox.Network;
using Vamos.Sandbox.Population;

/// <summary>The sandbox as it runs: each part with its own listener and its own certificate, as in production.</summary>
public sealed class RunningSandbox : IAsyncDisposable
{
    /// <summary>The institutions of the sandbox, the hub among them.</summary>
    public static readonly IReadOnlyList<string> Institutions = ["hub", "mds", "mtess", "mspbs", "utgs", "minna"];

    private static readonly TimeSpan CertificateValidity = TimeSpan.FromDays(365);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(20);

    private readonly List<IAsyncDisposable> _started = [];

    private RunningSandbox()
    {
    }

    /// <summary>Where institutions call the hub.</summary>
    public Uri Hub { get; private set; } = new("https://localhost");

    /// <summary>Where the hub's operator asks.</summary>
    public Uri Operations { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where the legacy systems are told how to behave.</summary>
    public Uri Control { get; private set; } = new("http://127.0.0.1");

    /// <summary>The adapters: institution and address.</summary>
    public IReadOnlyList<(string Institution, Uri Address)> Adapters { get; private set; } = [];

    /// <summary>The legacy systems behind the adapters.</summary>
    public IReadOnlyList<ISimulatedSystem> Systems { get; private set; } = [];

    /// <summary>Starts everything, from the legacy systems up.</summary>
    /// <param name="options">What the sandbox was told.</param>
    /// <param name="progress">Where each step is told as it begins.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<RunningSandbox> StartAsync(SandboxOptions options, TextWriter progress, CancellationToken cancellation)
    {
        var sandbox = new RunningSandbox();
        try
        {
            Directory.CreateDirectory(options.Directory);
            var certificates = Certify(options, progress);

            progress.WriteLine($"Generating {options.People} people over all districts (seed {options.Seed}) ...");
            // the day in Paraguay, wherever the machine is
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(-3)).Date);
            var population = SimulatedPopulation.Generate(options.Seed, options.People, today);

            progress.WriteLine("Starting the legacy systems and their adapters ...");
            await sandbox.StartInstitutionsAsync(options, certificates, population, cancellation);

            progress.WriteLine("Starting the hub ...");
            await sandbox.StartHubAsync(options, certificates, cancellation);

            progress.WriteLine("Handing in the test people's household forms and the institutions' services ...");
            await SandboxForms.SubmitAsync(sandbox.Hub, certificates, population, cancellation);
            await SandboxNetwork.LoadAsync(sandbox.Hub, certificates, cancellation);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops everything, the hub first.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_started))
            await part.DisposeAsync();
    }

    private static CertificateFolder Certify(SandboxOptions options, TextWriter progress)
    {
        var folder = CertificateFolder.Open(options.Certificates, TimeProvider.System);
        if (folder.Ensure(Institutions, CertificateValidity, CertificateFolder.DefaultRenewWithin).Count != 0)
            progress.WriteLine($"Made certificates in {options.Certificates} ...");
        return folder;
    }

    private async Task StartInstitutionsAsync(
        SandboxOptions options, CertificateFolder certificates, SimulatedPopulation population, CancellationToken cancellation)
    {
        SimulatedInstitution[] institutions =
        [
            await MdsInstitution.StartAsync(options, population, cancellation),
            await MtessInstitution.StartAsync(options, population, cancellation),
            await MspbsInstitution.StartAsync(options, population, cancellation),
        ];
        Systems = [.. institutions.SelectMany(institution => institution.Systems)];
        _started.AddRange(Systems);
        foreach (var (name, disturbance) in options.Disturbances)
        {
            var system = Systems.FirstOrDefault(system => system.Name == name)
                ?? throw new IOException($"--disturb names the system '{name}', there are {string.Join(", ", Systems.Select(s => s.Name))}.");
            await system.DisturbAsync(disturbance, cancellation);
        }

        var control = await SystemsControl.StartAsync(Systems, options.ControlPort, cancellation);
        _started.Add(control);
        Control = control.Address;
        Adapters = await Task.WhenAll(institutions.Select((institution, i) => StartAdapterAsync(options, certificates, institution, i, cancellation)));
        await ReceivedAsync(institutions, cancellation);
    }

    // ready means that nothing is still on its way to an adapter, unless a system was told to send nothing
    private static async Task ReceivedAsync(IEnumerable<SimulatedInstitution> institutions, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestWait);
        await Task.WhenAll(institutions.Select(institution => institution.HasReceived(limit.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<(string Institution, Uri Address)> StartAdapterAsync(
        SandboxOptions options, CertificateFolder certificates, SimulatedInstitution institution, int number, CancellationToken cancellation)
    {
        var logs = Path.Combine(options.Directory, "logs");
        var settings = new AdapterSettings
        {
            Institution = institution.Code,
            Identity = certificates.OpenIdentity(institution.Code),
            Listen = new(System.Net.IPAddress.Loopback, options.AdapterPort == 0 ? 0 : options.AdapterPort + number),
            OperationsPort = options.AdapterPort == 0 ? 0 : options.AdapterPort + number + 80,
            QuarantineDirectory = logs,
        };
        var host = AdapterHost.Create(
            settings,
            institution.Adapter,
            logging => logging.AddStructured(new ConfigurationManager(), settings.Institution, logs, LogEventLevel.Error));
        lock (_started)
            _started.Add(host);
        await host.StartAsync(cancellation);
        return (institution.Code, new Uri($"https://localhost:{host.Port}"));
    }

    // ready means that the first lookup already knows which adapter holds what
    private static async Task FindAdaptersAsync(SourceRegistry sources, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestWait);
        while (!sources.All.All(s => s.Described) && !limit.IsCancellationRequested)
            await Task.Delay(PollEvery, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task StartHubAsync(SandboxOptions options, CertificateFolder certificates, CancellationToken cancellation)
    {
        string[] settings =
        [
            "--Hub:Exchange:Address=127.0.0.1",
            $"--Hub:Exchange:Port={options.HubPort}",
            $"--Hub:Operations:Port={options.OperationsPort}",
            $"--Hub:Tls:Authority={certificates.AuthorityPath}",
            $"--Hub:Tls:Certificate={certificates.CertificatePath("hub")}",
            $"--Hub:Tls:Key={certificates.KeyPath("hub")}",
            $"--Hub:Agreements:Directory={options.Agreements}",
            $"--Hub:Audit:Database={Path.Combine(options.Directory, "audit", "exchanges.db")}",
            $"--Hub:Audit:Keys={Path.Combine(options.Directory, "audit")}",
            $"--Hub:Cache:Keys={Path.Combine(options.Directory, "cache")}",
            $"--Hub:Fips:Database={Path.Combine(options.Directory, "fips", "forms.db")}",
            $"--Hub:Network:Database={Path.Combine(options.Directory, "network", "services.db")}",
            $"--Hub:Referrals:Database={Path.Combine(options.Directory, "referrals", "referrals.db")}",
            $"--Hub:Monitoring:Database={Path.Combine(options.Directory, "monitoring", "traffic.db")}",
            "--Hub:Audit:Origin=vamos-sandbox/exchange-log",
            $"--Hub:Logs:Directory={Path.Combine(options.Directory, "logs")}",
            "--Hub:Logs:Console=Warning",
            .. Adapters.SelectMany((a, i) => new[] { $"--Hub:Sources:{i}:Institution={a.Institution}", $"--Hub:Sources:{i}:Address={a.Address}" }),
        ];
        var hub = HubHost.Build(settings);
        _started.Add(hub);
        await hub.StartAsync(cancellation);
        File.Copy(Path.Combine(options.Directory, "audit", "checkpoint.vkey"), Path.Combine(options.Certificates, "exchange-log.vkey"), overwrite: true);
        var addresses = hub.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a)).ToArray();
        Hub = new Uri($"https://localhost:{addresses.Single(a => a.Scheme == Uri.UriSchemeHttps).Port}");
        await FindAdaptersAsync(hub.Services.GetRequiredService<SourceRegistry>(), cancellation);
        Operations = new Uri($"http://127.0.0.1:{addresses.Single(a => a.Scheme == Uri.UriSchemeHttp).Port}");
    }
}
