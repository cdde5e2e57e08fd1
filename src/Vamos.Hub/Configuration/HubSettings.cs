namespace Vamos.Hub.Configuration;

using System.Net;
using Serilog.Events;
using Vamos.Certificates;
using Vamos.Hosting.Telemetry;
using Vamos.Hub.Audit;

/// <summary>Everything that the hub can be told, validated as a whole. docs/operations.md lists the keys.</summary>
public sealed record HubSettings
{
    /// <summary>Where institutions call over mutual TLS. Key <c>Hub:Exchange</c>; default 0.0.0.0, port 7443.</summary>
    public required IPEndPoint Exchange { get; init; }

    /// <summary>
    /// Largest message in bytes that a caller may send. Key <c>Hub:Exchange:MaxMessageBytes</c>; default 1 MiB, 1 KiB to
    /// 64 MiB. A larger one is refused with RESOURCE_EXHAUSTED before it is read.
    /// </summary>
    public required int MaxMessageBytes { get; init; }

    /// <summary>Where the operator's tools ask, on loopback, in plain HTTP. Key <c>Hub:Operations:Port</c>; default 7080.</summary>
    public required IPEndPoint Operations { get; init; }

    /// <summary>
    /// The hub's certificate and the authorities that it trusts; changed files count without a restart. Keys
    /// <c>Hub:Tls:Authority, Certificate, Key, RevocationList</c>.
    /// </summary>
    public required TlsIdentitySource Tls { get; init; }

    /// <summary>
    /// Time for a lookup whose caller set no deadline. Key <c>Hub:Lookup:DefaultDeadline</c>; default 10 s, 100 ms to 5 min.
    /// </summary>
    public required TimeSpan DefaultDeadline { get; init; }

    /// <summary>Folder of the rolling log files. Key <c>Hub:Logs:Directory</c>; without it the console alone.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>Least level that the console shows. Key <c>Hub:Logs:Console</c>; default Verbose: all that is logged.</summary>
    public LogEventLevel ConsoleLevel { get; init; }

    /// <summary>Folder of <c>institutions.yaml</c> and <c>agreements/</c>. Key <c>Hub:Agreements:Directory</c>.</summary>
    public required string AgreementsDirectory { get; init; }

    /// <summary>Folder of the rules of programmes. Key <c>Hub:Programmes:Directory</c>; default: those that came with the hub.</summary>
    public required string ProgrammesDirectory { get; init; }

    /// <summary>
    /// Where referrals are kept: path of a SQLite file, or the connection string of a PostgreSQL database that several hubs share. Key
    /// <c>Hub:Referrals:Database</c>; default <c>referrals/referrals.db</c>.
    /// </summary>
    public required string ReferralsDatabase { get; init; }

    /// <summary>The exchange log.</summary>
    public required AuditKeeping Audit { get; init; }

    /// <summary>
    /// Where the traffic is summed up: path of a SQLite file, or the connection string of a PostgreSQL database. Key
    /// <c>Hub:Monitoring:Database</c>; default <c>monitoring/traffic.db</c>. It can be made again from the exchange log.
    /// </summary>
    public required string TrafficDatabase { get; init; }

    /// <summary>
    /// After how long without a question a source is asked about nobody, to know how it is. Key <c>Hub:Monitoring:ProbeEvery</c>; default 2 s, 0 (never)
    /// to 5 min.
    /// </summary>
    public required TimeSpan ProbeEvery { get; init; }

    /// <summary>Where measurements and traces are sent; nowhere unless told. Section <c>Hub:Telemetry</c>.</summary>
    public required TelemetrySettings Telemetry { get; init; }

    /// <summary>What is worth an alert, and who is told. Section <c>Hub:Alerts</c>.</summary>
    public required AlertSettings Alerts { get; init; }

    /// <summary>
    /// The registry of household forms: path of a SQLite file of its own, or the connection string of a PostgreSQL database that several hubs share; it
    /// may be that of the exchange log. Key <c>Hub:Fips:Database</c>; default <c>fips/forms.db</c>.
    /// </summary>
    public required string FipsDatabase { get; init; }

    /// <summary>The service network.</summary>
    public required NetworkKeeping Network { get; init; }

    /// <summary>What was answered recently. Key <c>Hub:Cache</c>.</summary>
    public required CacheSettings Cache { get; init; }

    /// <summary>
    /// The adapters, in the order in which the hub believes them about a person's identity. Key <c>Hub:Sources</c>.
    /// </summary>
    public required IReadOnlyList<SourceSettings> Sources { get; init; }
}

/// <summary>Where the exchange log and its keys are.</summary>
/// <param name="Database">
/// Path of a SQLite file, or the connection string of a PostgreSQL database that several hubs share. Key
/// <c>Hub:Audit:Database</c>; default <c>audit/exchanges.db</c>.
/// </param>
/// <param name="KeyDirectory">
/// Folder of the log's keys, made when they are missing. Key <c>Hub:Audit:Keys</c>; default <c>audit/keys</c>. Whoever loses
/// them can neither sign checkpoints that others trust nor find a person's accesses.
/// </param>
/// <param name="Origin">Name of the log in its checkpoints. Key <c>Hub:Audit:Origin</c>; default <c>vamos-hub/exchange-log</c>.</param>
/// <param name="Log">How the log is kept: keys <c>TimeLimit</c>, <c>CheckpointInterval</c>, <c>MinimumFreeMegabytes</c>.</param>
public sealed record AuditKeeping(string Database, string KeyDirectory, string Origin, AuditSettings Log)
{
    /// <summary>Private key that signs checkpoints.</summary>
    public string SigningKeyFile => Path.Combine(KeyDirectory, "checkpoint.key");

    /// <summary>Keys of the hashes by which people appear in the log.</summary>
    public string SubjectKeyFile => Path.Combine(KeyDirectory, "subjects.key");

    /// <summary>Public key by which everybody verifies receipts; written by the hub at its start.</summary>
    public string VerifierKeyFile => Path.Combine(KeyDirectory, "checkpoint.vkey");
}

/// <summary>Where the service network is kept.</summary>
/// <param name="Database">
/// Path of a SQLite file, or the connection string of a PostgreSQL database that several hubs share. Key <c>Hub:Network:Database</c>; default
/// <c>network/services.db</c>.
/// </param>
/// <param name="TerritoryDirectory">Folder of <c>territory.yaml</c>. Key <c>Hub:Network:Directory</c>; default: the one that came with the hub.</param>
public sealed record NetworkKeeping(string Database, string TerritoryDirectory);

/// <summary>One adapter.</summary>
/// <param name="Institution">Code of the institution; the one that its certificate must carry.</param>
/// <param name="Address">Where the adapter listens.</param>
/// <param name="Timeout">Most time that a lookup gives it. Default 2 s, 50 ms to 1 min.</param>
/// <param name="AtOnce">Most calls to it at the same time; four times as many may wait. Default 64, 1 to 10,000.</param>
public sealed record SourceSettings(string Institution, Uri Address, TimeSpan Timeout, int AtOnce = 64);
