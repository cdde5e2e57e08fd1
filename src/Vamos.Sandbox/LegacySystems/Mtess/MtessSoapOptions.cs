namespace Vamos.Sandbox.LegacySystems.Mtess;

/// <summary>How the simulated service is started.</summary>
public sealed record MtessSoapOptions
{
    /// <summary>Port on loopback; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The one user that it knows.</summary>
    public string User { get; init; } = "vamos";

    /// <summary>That user's password. The service is reachable from this machine only.</summary>
    public string Password { get; init; } = "solo-para-pruebas";

    /// <summary>How old or how much ahead the time of a token may be.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);
}
