namespace Vamos.Adapters.Health.Hl7.Events;

/// <summary>What a message means.</summary>
internal sealed record HealthEvent
{
    /// <summary>Message type and event. Example: <c>ADT^A08</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When the sender recorded it.</summary>
    public required DateTimeOffset Time { get; init; }

    public required PatientIdentifiers Patient { get; init; }

    public required PatientFacts Facts { get; init; }

    /// <summary>The record that was merged into the patient's; null when none was.</summary>
    public PatientIdentifiers? Merged { get; init; }

    public IReadOnlyList<Dose> Doses { get; init; } = [];
}
