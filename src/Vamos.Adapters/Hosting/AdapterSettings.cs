namespace Vamos.Adapters.Hosting;

using System.Net;
using Vamos.Certificates;
using Vamos.Hosting.Settings;

/// <summary>How an adapter is hosted, whichever institution it is for.</summary>
public sealed record AdapterSettings
{
    /// <summary>The one who may call, unless told otherwise.</summary>
    public const string DefaultCaller = "hub";

    /// <summary>The port, unless told otherwise.</summary>
    public const int DefaultPort = 7501;

    /// <summary>Code of the institution; its certificate says the same.</summary>
    public required string Institution { get; init; }

    /// <summary>Certificate, key and trusted authorities, followed as long as the host runs. The host does not dispose it.</summary>
    public required TlsIdentitySource Identity { get; init; }

    /// <summary>Where the hub calls. Port 0 lets the system choose one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, DefaultPort);

    /// <summary>Port of the operations listener, on loopback only. 0 lets the system choose one.</summary>
    public int OperationsPort { get; init; } = DefaultPort + 80;

    /// <summary>Code of the institution that may call.</summary>
    public string Caller { get; init; } = DefaultCaller;

    /// <summary>Where log files are written; null writes none. Used by the program, not in process.</summary>
    public string? LogDirectory { get; init; }

    /// <summary>Where the list of rows is written that could not be translated; null writes none.</summary>
    public string? QuarantineDirectory { get; init; }

    /// <summary>Time between attempts to reach a legacy system that was not there at the start.</summary>
    public TimeSpan ReopenDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Most time for one legacy system where there are several; one that is slower is missing from the answer. Default 1.5 s, below the two seconds
    /// that the hub gives an adapter by default.
    /// </summary>
    public TimeSpan SystemTimeout { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Time between two looks for changes. Default half a second.</summary>
    public TimeSpan ChangePollInterval { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Time between two signs of life of a change feed. Default five seconds.</summary>
    public TimeSpan SignOfLifeInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads the section <c>Adapter</c>; errors are left with the reader.</summary>
    /// <returns>The settings; null when there is no identity to listen with.</returns>
    public static AdapterSettings? Read(SettingsReader section, TimeProvider time)
    {
        var institution = section.Text("Institution");
        var address = section.Text("Address", IPAddress.Any.ToString());
        if (!IPAddress.TryParse(address, out var ip))
            section.Error("Address", $"is '{address}', must be an IP address, for example 0.0.0.0");
        var port = section.Number("Port", DefaultPort, 0, IPEndPoint.MaxPort);
        var operationsPort = section.Number("OperationsPort", DefaultPort + 80, 0, IPEndPoint.MaxPort);
        if (port == operationsPort && port != 0)
            section.Error("OperationsPort", "must differ from Port");
        var caller = section.Text("Caller", DefaultCaller);
        var logDirectory = section.OptionalText("LogDirectory");
        var quarantineDirectory = section.OptionalText("QuarantineDirectory");
        var reopenDelay = section.Duration("ReopenDelay", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        var systemTimeout = section.Duration("SystemTimeout", TimeSpan.FromSeconds(1.5), TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        var changePoll = section.Duration("ChangePollInterval", TimeSpan.FromSeconds(0.5), TimeSpan.FromMilliseconds(50), TimeSpan.FromHours(1));
        var signOfLife = section.Duration("SignOfLifeInterval", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

        var tls = section.Section("Tls");
        if (TlsSettings.Read(tls, time) is not { } identity)
            return null;
        if (identity.Institution != institution)
            tls.Error("Certificate", $"is of the institution '{identity.Institution}', but this adapter is of '{institution}'");
        return new AdapterSettings
        {
            Institution = institution,
            Identity = identity,
            Listen = new IPEndPoint(ip ?? IPAddress.Loopback, port),
            OperationsPort = operationsPort,
            Caller = caller,
            LogDirectory = logDirectory,
            QuarantineDirectory = quarantineDirectory,
            ReopenDelay = reopenDelay,
            SystemTimeout = systemTimeout,
            ChangePollInterval = changePoll,
            SignOfLifeInterval = signOfLife,
        };
    }
}
