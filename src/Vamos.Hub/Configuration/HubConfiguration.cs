namespace Vamos.Hub.Configuration;

using System.Net;
using Microsoft.Extensions.Configuration;
using Serilog.Events;
using Vamos.Certificates;
using Vamos.Fips;
using Vamos.Hosting.Settings;
using Vamos.Hosting.Telemetry;
using Vamos.Hub.Audit;

/// <summary>Reads the hub's settings from appsettings.json, the environment (<c>Hub__Exchange__Port</c>) and the command line.</summary>
public static class HubConfiguration
{
    private const int KiB = 1024;

    /// <summary>Reads and validates everything.</summary>
    /// <exception cref="SettingsException">Something is wrong; the message lists all of it.</exception>
    public static HubSettings Read(IConfiguration configuration, TimeProvider time)
    {
        var hub = SettingsReader.Of(configuration, "Hub");
        var exchange = hub.Section("Exchange");
        var tls = TlsSettings.Read(hub.Section("Tls"), time);
        var endPoint = new IPEndPoint(Address(exchange), exchange.Number("Port", 7443, 0, ushort.MaxValue));
        var maxMessage = exchange.Number("MaxMessageBytes", KiB * KiB, KiB, 64 * KiB * KiB);
        var operations = new IPEndPoint(IPAddress.Loopback, hub.Section("Operations").Number("Port", 7080, 0, ushort.MaxValue));
        var deadline = hub.Section("Lookup").Duration(
            "DefaultDeadline", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        var logs = hub.Section("Logs");
        var logDirectory = logs.OptionalText("Directory");
        var console = logs.Choice("Console", LogEventLevel.Verbose);
        var agreements = hub.Section("Agreements").ExistingFolder("Directory");
        var rules = hub.Section("Programmes").Text("Directory", Path.Combine(AppContext.BaseDirectory, "programmes"));
        var referrals = hub.Section("Referrals").Text("Database", Path.Combine("referrals", "referrals.db"));
        var audit = Audit(hub.Section("Audit"));
        var monitoring = hub.Section("Monitoring");
        var traffic = monitoring.Text("Database", Path.Combine("monitoring", "traffic.db"));
        var probeEvery = monitoring.Duration("ProbeEvery", TimeSpan.FromSeconds(2), TimeSpan.Zero, TimeSpan.FromMinutes(5));
        var telemetry = TelemetrySettings.Read(hub.Section("Telemetry"));
        var alerts = AlertSettings.Read(hub.Section("Alerts"));
        var fips = FipsDatabase(hub.Section("Fips"), audit);
        var network = hub.Section("Network");
        var services = network.Text("Database", Path.Combine("network", "services.db"));
        var territory = network.Text("Directory", Path.Combine(AppContext.BaseDirectory, "network"));
        var cache = CacheSettings.Read(hub.Section("Cache"));
        var sources = hub.List("Sources", Source);

        foreach (var twice in sources.GroupBy(s => s.Institution).Where(g => g.Key.Length != 0 && g.Count() > 1))
            hub.Error("Sources", $"names the institution '{twice.Key}' more than once");

        if (sources.Any(s => s.Institution == FormNames.Institution))
            hub.Error("Sources", $"names the institution '{FormNames.Institution}', for which the hub itself answers");

        hub.Finish();
        return new HubSettings
        {
            Exchange = endPoint,
            MaxMessageBytes = maxMessage,
            Operations = operations,
            Tls = tls!,
            DefaultDeadline = deadline,
            LogDirectory = logDirectory,
            ConsoleLevel = console,
            AgreementsDirectory = agreements,
            ProgrammesDirectory = rules,
            ReferralsDatabase = referrals,
            Audit = audit,
            TrafficDatabase = traffic,
            ProbeEvery = probeEvery,
            Telemetry = telemetry,
            Alerts = alerts,
            FipsDatabase = fips,
            Network = new NetworkKeeping(services, territory),
            Cache = cache,
            Sources = sources,
        };
    }

    /// <summary>Reads where the exchange log is, for tools that need nothing else.</summary>
    /// <exception cref="SettingsException">Something is wrong with that section.</exception>
    public static AuditKeeping ReadAudit(IConfiguration configuration)
    {
        var section = SettingsReader.Of(configuration, "Hub:Audit");
        var keeping = Audit(section);
        section.Finish();
        return keeping;
    }

    private static AuditKeeping Audit(SettingsReader audit)
    {
        var defaults = new AuditSettings();
        return new AuditKeeping(
            audit.Text("Database", Path.Combine("audit", "exchanges.db")),
            audit.Text("Keys", Path.Combine("audit", "keys")),
            audit.Text("Origin", "vamos-hub/exchange-log"),
            new AuditSettings
            {
                TimeLimit = audit.Duration("TimeLimit", defaults.TimeLimit, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1)),
                CheckpointInterval = audit.Duration("CheckpointInterval", defaults.CheckpointInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1)),
                MinimumFreeBytes = (long)KiB * KiB * audit.Number("MinimumFreeMegabytes", (int)(defaults.MinimumFreeBytes / KiB / KiB), 0, 1_000_000),
            });
    }

    /// <summary>Reads where the registry of household forms is, for tools that need nothing else.</summary>
    /// <exception cref="SettingsException">Something is wrong with that section.</exception>
    public static string ReadFips(IConfiguration configuration)
    {
        var section = SettingsReader.Of(configuration, "Hub:Fips");
        var database = Database(section);
        section.Finish();
        return database;
    }

    private static string Database(SettingsReader fips) => fips.Text("Database", Path.Combine("fips", "forms.db"));

    private static string FipsDatabase(SettingsReader fips, AuditKeeping audit)
    {
        var database = Database(fips);
        var isServer = database.Contains("Host=", StringComparison.OrdinalIgnoreCase) || database.Contains("Server=", StringComparison.OrdinalIgnoreCase);
        if (database == audit.Database && !isServer)
            fips.Error("Database", "is the file of the exchange log; a SQLite file holds one of them");
        return database;
    }

    private static IPAddress Address(SettingsReader exchange)
    {
        var text = exchange.Text("Address", "0.0.0.0");
        if (IPAddress.TryParse(text, out var address))
            return address;
        exchange.Error("Address", $"is '{text}', must be an IP address to listen on, for example 0.0.0.0");
        return IPAddress.Loopback;
    }

    private static SourceSettings Source(SettingsReader entry)
    {
        var institution = entry.Text("Institution");
        if (institution.Length != 0 && !InstitutionName.IsValid(institution))
            entry.Error("Institution", $"is '{institution}', must be the code of an institution in lower case, for example mds");
        var address = entry.HttpsAddress("Address");
        var timeout = entry.Duration("Timeout", TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        var atOnce = entry.Number("AtOnce", 64, 1, 10_000);
        return new SourceSettings(institution, address, timeout, atOnce);
    }
}
