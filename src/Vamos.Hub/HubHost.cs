namespace Vamos.Hub;

using System.Diagnostics.Metrics;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Fips;
using Vamos.Fips.V1;
using Vamos.Hosting.Certificates;
using Vamos.Hosting.Health;
using Vamos.Hosting.Listeners;
using Vamos.Hosting.Logging;
using Vamos.Hosting.Operations;
using Vamos.Hosting.Settings;
using Vamos.Hosting.Telemetry;
using Vamos.Hub.Audit;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Audit.Receipts;
using Vamos.Hub.Audit.Subjects;
using Vamos.Hub.Beneficiaries;
using Vamos.Hub.Caching;
using Vamos.Hub.Configuration;
using Vamos.Hub.Eligibility;
using Vamos.Hub.Exchange;
using Vamos.Hub.Exchange.Agreements;
using Vamos.Hub.Fips;
using Vamos.Hub.Fips.RegistrySource;
using Vamos.Hub.Fips.Store;
using Vamos.Hub.Monitoring;
using Vamos.Hub.Monitoring.Live;
using Vamos.Hub.Monitoring.Page;
using Vamos.Hub.Monitoring.Traffic;
using Vamos.Hub.Programmes;
using Vamos.Hub.Protection;
using Vamos.Hub.Referrals;
using Vamos.Hub.Referrals.Deadlines;
using Vamos.Hub.Referrals.Feed;
using Vamos.Hub.Referrals.Storing;
using Vamos.Hub.Reflection;
using Vamos.Hub.ServiceNetwork;
using Vamos.Hub.ServiceNetwork.Catalogue;
using Vamos.Hub.ServiceNetwork.Search;
using Vamos.Hub.ServiceNetwork.Territories;
using Vamos.Hub.Sources;
using Vamos.Hub.Storage;
using Vamos.Referral.V1;
using Vamos.ServiceNetwork.V1;
using Vamos.Trust.Agreements.Documents;
using Vamos.Trust.Transparency;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

/// <summary>Puts the hub together.</summary>
public static class HubHost
{
    private const int ExitConfiguration = 78;
    private const int RegistryAtOnce = 32;

    private static readonly TimeSpan RegistryTimeout = TimeSpan.FromSeconds(2);

    // what institutions can call; a room that offers a service adds it here and maps it below
    private static readonly ServiceDescriptor[] Offered =
    [
        BeneficiaryService.Descriptor, EligibilityService.Descriptor, FipsService.Descriptor, ServiceNetworkService.Descriptor, ReferralService.Descriptor,
        ExchangeService.Descriptor, Health.Descriptor, ServerReflection.Descriptor,
    ];

    /// <summary>Runs the hub until it is told to stop.</summary>
    /// <returns>Exit code: 0 after an orderly stop, 78 when the configuration cannot be used.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Any(a => a is "--help" or "-h" or "-?"))
        {
            Console.Out.Write(HubHelp.Text);
            return 0;
        }

        try
        {
            if (args is ["audit", .. var rest])
                return await AuditTool.RunAsync(rest);
            if (args is ["fips", .. var forms])
                return await FipsTool.RunAsync(forms, TimeProvider.System);

            await using var app = Build(args);
            await app.StartAsync();
            HubLog.Listening(app.Logger, string.Join(" and ", app.Urls), app.Services.GetRequiredService<HubSettings>().Sources.Count);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (
            e is SettingsException or AgreementsException or ProgrammesException or TerritoryException or StorageException or AuditTamperedException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitConfiguration;
        }
    }

    /// <summary>Builds the hub from appsettings.json, the environment and the command line, ready to be started.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="parts">Puts other parts in place of the hub's own; for tests.</param>
    /// <exception cref="SettingsException">The configuration cannot be used.</exception>
    public static WebApplication Build(string[] args, TimeProvider? time = null, Action<IServiceCollection>? parts = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(HubHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        var clock = time ?? TimeProvider.System;
        var settings = HubConfiguration.Read(builder.Configuration, clock);

        builder.Logging.AddStructured(builder.Configuration, "hub", settings.LogDirectory, settings.ConsoleLevel);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.AddSingleton(settings).AddSingleton(clock);
        builder.Services.AddOperations();
        builder.Services.AddCertificates(settings.Tls);
        builder.Services.AddAudit(settings.Audit, clock);
        builder.Services.AddExchange(settings, clock);
        builder.Services.AddCache(settings, clock);
        builder.Services.AddFips(settings, clock);
        builder.Services.AddSources(settings, clock);
        builder.Services.AddProgrammes(settings, clock);
        builder.Services.AddServiceNetwork(settings, clock);
        builder.Services.AddReferrals(settings, clock);
        builder.Services.AddSingleton<BeneficiaryLookup>().AddSingleton<IncompatibilityLookup>().AddSingleton<BeneficiaryWatch>();
        builder.Services.AddHostedService(_ => new OtlpExport(settings.Telemetry, "vamos-hub", HubVersion.Text));
        builder.Services.AddMonitoring(settings).AddAlerts(settings, clock);
        builder.Services.AddSingleton(new ContractCatalogue(Offered));
        builder.Services.AddSingleton(sp => new HealthService(
            Offered.Select(s => s.FullName), sp.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        parts?.Invoke(builder.Services);

        var app = builder.Build();
        PublishVerifierKey(settings.Audit, app.Services.GetRequiredService<AuditLog>());
        app.Services.GetRequiredService<CurrentAgreements>();
        app.Services.GetRequiredService<CurrentProgrammes>();
        app.Services.GetRequiredService<FormStore>();
        app.Services.GetRequiredService<CurrentTerritory>();
        app.Services.GetRequiredService<ServiceCatalogue>();
        app.Services.GetRequiredService<ReferralBook>();
        app.MapGrpcService<BeneficiaryEndpoint>();
        app.MapGrpcService<EligibilityEndpoint>();
        app.MapGrpcService<ServiceNetworkEndpoint>();
        app.MapGrpcService<ReferralEndpoint>();
        app.MapGrpcService<ExchangeEndpoint>();
        app.MapGrpcService<FipsEndpoint>();
        app.MapGrpcService<HealthService>();
        app.MapGrpcService<ReflectionEndpoint>();
        app.MapOperations(settings.Operations.Port, () => Ready(app));
        app.MapMonitor(new MonitorAccess(settings.Operations.Port, http => IsMonitor(app.Services, http)));
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, HubSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.ListenMutualTls(settings.Exchange, settings.Tls);
        kestrel.Listen(settings.Operations, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static void AddAudit(this IServiceCollection services, AuditKeeping keeping, TimeProvider time)
    {
        services.AddSingleton(_ => Database.Open(keeping.Database));
        services.AddSingleton(_ => SubjectKeys.LoadOrCreate(keeping.SubjectKeyFile));
        services.AddSingleton(_ => SigningKeyFile.LoadOrCreate(keeping.SigningKeyFile, keeping.Origin));
        services.AddSingleton(sp => AuditLog.OpenAsync(
            sp.GetRequiredService<Database>(),
            keeping.Log,
            sp.GetRequiredService<CheckpointSigner>(),
            time,
            sp.GetRequiredService<ILogger<AuditLog>>(),
            CancellationToken.None).GetAwaiter().GetResult());
        services.AddSingleton<AuditReceipts>();
        services.AddSingleton<ExchangeHistory>();
    }

    // whoever verifies receipts needs it; it is no secret
    private static void PublishVerifierKey(AuditKeeping keeping, AuditLog log) => File.WriteAllText(keeping.VerifierKeyFile, $"{log.VerifierKey}\n");

    private static void AddExchange(this IServiceCollection services, HubSettings settings, TimeProvider time)
    {
        services.AddSingleton(sp => CurrentAgreements.Load(settings.AgreementsDirectory, time, sp.GetRequiredService<ILogger<CurrentAgreements>>()));
        services.AddSingleton<AgreementGate>();
        services.AddSingleton<CallerIdentity>();
        services.AddSingleton<ExchangeRecorder>();
        services.AddSingleton<CallTelemetry>();
        services.AddSingleton<ExchangeInterceptor>();
        services.AddHostedService<QuotaResumption>();
        services.AddHostedService(sp => new AgreementsReload(
            sp.GetRequiredService<CurrentAgreements>(), settings.AgreementsDirectory, time, sp.GetRequiredService<ILogger<AgreementsReload>>()));
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = settings.MaxMessageBytes;
            grpc.Interceptors.Add<ExchangeInterceptor>();
        });
    }

    private static void AddCache(this IServiceCollection services, HubSettings settings, TimeProvider time) =>
        services.AddSingleton(sp => PersonCache.Open(
            settings.Cache, sp.GetRequiredService<IMeterFactory>(), time, sp.GetRequiredService<ILogger<PersonCache>>()));

    private static void AddSources(this IServiceCollection services, HubSettings settings, TimeProvider time)
    {
        services.AddSingleton(sp => new SourceRegistry(
            [
                .. settings.Sources.Select(source => Source(
                    sp,
                    source.Institution,
                    new RemoteAdapter(source.Address, settings.Tls.CreateHttpHandler(source.Institution), settings.MaxMessageBytes),
                    source.Timeout,
                    source.AtOnce)),
                // the hub's own registry, behind those who know people by their own systems
                Source(sp, FormNames.Institution, new RegistryLine(sp.GetRequiredService<FormStore>(), time), RegistryTimeout, RegistryAtOnce),
            ],
            sp.GetRequiredService<PersonCache>(),
            new CachePolicy(settings.Cache.FactsFor, settings.Cache.NegativeFor, settings.Cache.StaleFor),
            time));
        services.AddHostedService<SourceDiscovery>();
        services.AddHostedService<SourceFeeds>();
        services.AddHostedService(sp => new SourceProbe(sp.GetRequiredService<SourceRegistry>(), settings.ProbeEvery, time));
    }

    private static AdapterSource Source(IServiceProvider sp, string institution, IAdapterLine line, TimeSpan timeout, int atOnce) => new(
        institution, line, timeout, atOnce, sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<AdapterSource>>());

    private static void AddFips(this IServiceCollection services, HubSettings settings, TimeProvider time)
    {
        services.AddSingleton(_ => FormStore.OpenAsync(settings.FipsDatabase, time, CancellationToken.None).GetAwaiter().GetResult());
        services.AddSingleton<FormRegistry>().AddSingleton<FormListing>().AddSingleton<FormImport>().AddSingleton<FormWatch>().AddSingleton<HouseholdProtection>();
    }

    private static void AddProgrammes(this IServiceCollection services, HubSettings settings, TimeProvider time)
    {
        services.AddSingleton(sp => new CurrentProgrammes(settings.ProgrammesDirectory, time, sp.GetRequiredService<ILogger<CurrentProgrammes>>()));
        services.AddHostedService(sp => sp.GetRequiredService<CurrentProgrammes>());
        services.AddSingleton<ProtectionLookup>();
        services.AddSingleton(sp => new EligibilityCheck(
            sp.GetRequiredService<SourceRegistry>(),
            sp.GetRequiredService<PersonCache>(),
            new CachePolicy(settings.Cache.DecisionsFor, settings.Cache.NegativeFor, settings.Cache.StaleFor),
            time));
    }

    private static IServiceCollection AddMonitoring(this IServiceCollection services, HubSettings settings)
    {
        services.AddSingleton<LogPages>();
        services.AddSingleton<ExchangeFeed>().AddHostedService(sp =>
        {
            var feed = sp.GetRequiredService<ExchangeFeed>();
            feed.Tell(sp.GetRequiredService<LiveTraffic>().Add);
            return feed;
        });
        services.AddSingleton<ExchangeWatch>();
        services.AddSingleton(sp => new SourceReport(sp.GetRequiredService<SourceRegistry>(), settings.Tls, sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton(sp => TrafficMinutes.OpenAsync(
            Database.Open(settings.TrafficDatabase), sp.GetRequiredService<LogPages>(), CancellationToken.None).GetAwaiter().GetResult());
        services.AddHostedService<TrafficCounting>();
        services.AddHostedService<HubMeter>();
        services.AddSingleton<LiveTraffic>().AddSingleton<ExchangeSearch>();
        services.AddSingleton(sp => ActivatorUtilities.CreateInstance<MonitorStates>(sp, settings.Tls));
        services.AddSingleton<MonitorBroadcast>().AddHostedService(sp => sp.GetRequiredService<MonitorBroadcast>());
        services.AddSingleton(sp => new MonitorRole(
            institution => sp.GetRequiredService<CurrentAgreements>().Book.Has(institution, InstitutionRole.Monitor)));
        return services;
    }

    private static bool IsMonitor(IServiceProvider services, HttpContext http) =>
        http.Features.Get<CallerInstitution>() is { } caller
        && services.GetRequiredService<CallerIdentity>().Resolve(caller).Code is { } institution
        && services.GetRequiredService<MonitorRole>().Has(institution);

    private static void AddServiceNetwork(this IServiceCollection services, HubSettings settings, TimeProvider time)
    {
        services.AddSingleton(sp => new CurrentTerritory(settings.Network.TerritoryDirectory, time, sp.GetRequiredService<ILogger<CurrentTerritory>>()));
        services.AddHostedService(sp => sp.GetRequiredService<CurrentTerritory>());
        services.AddSingleton(sp => ServiceCatalogue.OpenAsync(
            settings.Network.Database, time, sp.GetRequiredService<ILogger<ServiceCatalogue>>(), CancellationToken.None).GetAwaiter().GetResult());
        services.AddHostedService<CatalogueFeed>();
        services.AddSingleton<ServiceUpsert>().AddSingleton<AvailabilityReports>().AddSingleton<PersonNeedsLookup>().AddSingleton<ServiceFinder>();
    }

    private static void AddReferrals(this IServiceCollection services, HubSettings settings, TimeProvider time)
    {
        services.AddSingleton(_ => ReferralBook.OpenAsync(settings.ReferralsDatabase, time, CancellationToken.None).GetAwaiter().GetResult());
        services.AddSingleton<IServiceDirectory, CataloguedServices>();
        services.AddSingleton<ReferralDesk>().AddSingleton<ReferralWatch>();
        services.AddHostedService<DeadlineKeeper>();
    }

    private static Readiness Ready(WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping.IsCancellationRequested;
        var audit = app.Services.GetRequiredService<AuditLog>().Health;
        var ready = app.Lifetime.ApplicationStarted.IsCancellationRequested && !stopping && audit.Healthy;
        var agreements = app.Services.GetRequiredService<CurrentAgreements>().State;
        var (tls, now) = (app.Services.GetRequiredService<TlsIdentitySource>(), app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var sources = app.Services.GetRequiredService<SourceRegistry>().All.Select(s => new
        {
            institution = s.Institution,
            described = s.Described,
            certificate = CertificateReport.Of(tls.PresentedBy(s.Institution), now),
        });
        return new Readiness(ready, new
        {
            status = ready ? "ready" : stopping ? "stopping" : audit.Healthy ? "starting" : "unhealthy",
            version = HubVersion.Text,
            certificate = CertificateReport.Of(tls),
            cache = app.Services.GetRequiredService<PersonCache>().State,
            audit = new { healthy = audit.Healthy, reason = audit.Reason, free_bytes = audit.FreeBytes },
            agreements = new
            {
                version = agreements.Version,
                loaded_at = agreements.LoadedAt,
                count = agreements.Agreements,
                current = agreements.IsCurrent,
                errors = agreements.Errors.Select(e => e.ToString()),
                warnings = agreements.Warnings.Select(w => w.ToString()),
            },
            sources,
        });
    }
}
