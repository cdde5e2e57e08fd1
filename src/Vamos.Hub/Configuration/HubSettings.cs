namespace Vamos.Hub.Configuration;

using System.Net;
using Serilog.Events;
using Vamos.Certificates;

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

    /// <summary>The hub's certificate and the authorities that it trusts. Keys <c>Hub:Tls:Authority, Certificate, Key</c>.</summary>
    public required TlsIdentity Tls { get; init; }

    /// <summary>
    /// Time for a lookup whose caller set no deadline. Key <c>Hub:Lookup:DefaultDeadline</c>; default 10 s, 100 ms to 5 min.
    /// </summary>
    public required TimeSpan DefaultDeadline { get; init; }

    /// <summary>Folder of the rolling log files. Key <c>Hub:Logs:Directory</c>; without it the console alone.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>Least level that the console shows. Key <c>Hub:Logs:Console</c>; default Verbose: all that is logged.</summary>
    public LogEventLevel ConsoleLevel { get; init; }

    /// <summary>
    /// The adapters, in the order in which the hub believes them about a person's identity. Key <c>Hub:Sources</c>.
    /// </summary>
    public required IReadOnlyList<SourceSettings> Sources { get; init; }
}

/// <summary>One adapter.</summary>
/// <param name="Institution">Code of the institution; the one that its certificate must carry.</param>
/// <param name="Address">Where the adapter listens.</param>
/// <param name="Timeout">Most time that a lookup gives it. Default 2 s, 50 ms to 1 min.</param>
public sealed record SourceSettings(string Institution, Uri Address, TimeSpan Timeout);
