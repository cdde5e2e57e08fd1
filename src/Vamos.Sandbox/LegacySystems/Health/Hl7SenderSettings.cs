namespace Vamos.Sandbox.LegacySystems.Health;

using System.Net;

/// <summary>How the simulated hospital system sends.</summary>
public sealed record Hl7SenderSettings
{
    /// <summary>Tells where the adapter listens; null while it does not yet.</summary>
    public required Func<IPEndPoint?> Adapter { get; init; }

    /// <summary>Time between two messages about people of the population; null sends only what is asked for. Default thirty seconds.</summary>
    public TimeSpan? Trickle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time to wait for an answer before the message is sent again. Default ten seconds.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between attempts after a failure. Default half a second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}
