namespace Vamos.Adapters.Hosting;

using System.Diagnostics.Metrics;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Vamos.Adapter.V1;
using Vamos.Adapters.Quarantine;
using Vamos.Hosting.Certificates;
using Vamos.Hosting.Health;
using Vamos.Hosting.Listeners;
using Vamos.Hosting.Operations;

/// <summary>
/// A running adapter: gRPC over mutual TLS for the hub, and a loopback listener for the operator. It reads no configuration by itself, so that a
/// program, the sandbox and tests start it alike.
/// </summary>
public sealed class AdapterHost : IAsyncDisposable
{
    private const int LargestQuestion = 64 * 1024;

    private readonly WebApplication _app;
    private readonly AdapterSettings _settings;

    private AdapterHost(WebApplication app, AdapterSettings settings)
    {
        _app = app;
        _settings = settings;
    }

    /// <summary>The port on which the hub calls, once started.</summary>
    public int Port { get; private set; }

    /// <summary>The port of the operations listener, once started.</summary>
    public int OperationsPort { get; private set; }

    /// <summary>The rows that could not be translated so far.</summary>
    public QuarantineStore Quarantine => _app.Services.GetRequiredService<QuarantineStore>();

    /// <summary>Composes an adapter; nothing listens before <see cref="StartAsync"/>.</summary>
    /// <param name="settings">How it is hosted.</param>
    /// <param name="institution">Makes the institution's part, with the host's services at hand.</param>
    /// <param name="logging">Where logs go; nowhere when null.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public static AdapterHost Create(
        AdapterSettings settings, Func<IServiceProvider, IInstitutionAdapter> institution, Action<ILoggingBuilder>? logging = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = $"adapter-{settings.Institution}" });
        logging?.Invoke(builder.Logging);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenMutualTls(settings.Listen, settings.Identity);
            kestrel.Listen(IPAddress.Loopback, settings.OperationsPort);
        });

        var services = builder.Services;
        services.AddRouting();
        services.AddOperations();
        services.AddSingleton<AdapterMeter>();
        services.AddSingleton(settings);
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddCertificates(settings.Identity);
        services.AddSingleton(institution);
        services.AddSingleton(provider => new QuarantineStore(
            settings.Institution,
            settings.QuarantineDirectory,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<ILogger<QuarantineStore>>()));
        services.AddSingleton<LegacySystemState>();
        services.AddHostedService(provider => provider.GetRequiredService<LegacySystemState>());
        services.AddSingleton(EndpointOf);
        services.AddSingleton<CallGuard>();
        services.AddSingleton(provider => new HealthService(
            [AdapterService.Descriptor.FullName], provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<CallGuard>();
            grpc.MaxReceiveMessageSize = LargestQuestion;
        });

        var app = builder.Build();
        app.MapGrpcService<AdapterEndpoint>();
        app.MapGrpcService<HealthService>();
        app.MapOperations(settings.OperationsPort, () => ReadinessOf(app.Services.GetRequiredService<LegacySystemState>(), settings));
        return new AdapterHost(app, settings);
    }

    /// <summary>Listens, and tries once to open the legacy system; if it is not there, goes on trying behind the scenes.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _app.StartAsync(cancellationToken);
        var features = _app.Services.GetRequiredService<IServer>().Features;
        var addresses = features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        Port = addresses.Single(address => address.Scheme == Uri.UriSchemeHttps).Port;
        OperationsPort = addresses.Single(address => address.Scheme == Uri.UriSchemeHttp).Port;
        var logger = _app.Services.GetRequiredService<ILogger<AdapterHost>>();
        AdapterLog.Listening(logger, _settings.Institution, _settings.Caller, Port, OperationsPort);
        await _app.Services.GetRequiredService<LegacySystemState>().FirstAttempt.WaitAsync(cancellationToken);
    }

    /// <summary>Ends what runs, then stops listening.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    /// <summary>Runs until the process is told to end, by Ctrl-C or by its supervisor.</summary>
    public async Task RunAsync()
    {
        var lifetime = _app.Services.GetRequiredService<IHostApplicationLifetime>();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            lifetime.StopApplication();
        }

        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await StartAsync();
        await _app.WaitForShutdownAsync();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static AdapterEndpoint EndpointOf(IServiceProvider services)
    {
        var adapter = services.GetRequiredService<IInstitutionAdapter>();
        var time = services.GetRequiredService<TimeProvider>();
        var meter = services.GetRequiredService<AdapterMeter>();
        var changes = adapter is IChangeSource source && adapter.Describe().WatchesChanges
            ? new ChangeFeed(
                source,
                services.GetRequiredService<AdapterSettings>(),
                services.GetRequiredService<IHostApplicationLifetime>(),
                meter,
                time,
                services.GetRequiredService<ILogger<ChangeFeed>>())
            : null;
        return new AdapterEndpoint(
            adapter,
            new RecordsReader(adapter, meter, time),
            changes,
            services.GetRequiredService<LegacySystemState>(),
            services.GetRequiredService<ILogger<AdapterEndpoint>>());
    }

    private static Readiness ReadinessOf(LegacySystemState state, AdapterSettings settings) => new(
        state.IsOpen,
        new
        {
            status = state.IsOpen ? "ready" : "not ready",
            institution = settings.Institution,
            trouble = state.Trouble,
            certificate = CertificateReport.Of(settings.Identity),
        });
}
