namespace Vamos.Sandbox;

using Vamos.Sandbox.LegacySystems;

/// <summary>What the sandbox can be told.</summary>
public sealed record SandboxOptions
{
    /// <summary>What the generated people are drawn from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Generated people, beside the test people.</summary>
    public int People { get; init; } = 10_000;

    /// <summary>Folder of everything that the sandbox makes but the certificates.</summary>
    public string Directory { get; init; } = ".sandbox";

    /// <summary>Folder of the certificates.</summary>
    public string Certificates { get; init; } = Path.Combine("certs", "dev");

    /// <summary>Folder of institutions and agreements; the sandbox's own lie beside the program.</summary>
    public string Agreements { get; init; } = Path.Combine(AppContext.BaseDirectory, "Trust");

    /// <summary>Port of the hub for institutions; 0 lets the system choose.</summary>
    public int HubPort { get; init; } = 7443;

    /// <summary>Port of the hub for its operator; 0 lets the system choose.</summary>
    public int OperationsPort { get; init; } = 7080;

    /// <summary>Port of the first adapter; the others take the ports after it. 0 lets the system choose.</summary>
    public int AdapterPort { get; init; } = 7501;

    /// <summary>Port on which the legacy systems are told how to behave; 0 lets the system choose.</summary>
    public int ControlPort { get; init; } = 7090;

    /// <summary>How legacy systems behave from the start, by name; the others behave well.</summary>
    public IReadOnlyDictionary<string, Disturbance> Disturbances { get; init; } = new Dictionary<string, Disturbance>();
}
