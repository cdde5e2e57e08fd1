namespace Vamos.Adapters.Health.Hl7.Store;

using Vamos.Adapters.Health.Hl7.Events;
using Vamos.Adapters.Hl7;

/// <summary>A message on its way into the store: understood, or set aside with the reason.</summary>
internal sealed record Submission
{
    public required string Sender { get; init; }

    public required string ControlId { get; init; }

    /// <summary>Of everything but the header, which a sender may write anew when it repeats a message.</summary>
    public required byte[] Digest { get; init; }

    public required string Type { get; init; }

    public required byte[] Raw { get; init; }

    /// <summary>What it means; null when it is to be set aside.</summary>
    public HealthEvent? Event { get; init; }

    /// <summary>Why it is to be set aside.</summary>
    public Hl7Exception? Flaw { get; init; }

    /// <summary>Whose record is missing something because it is set aside, as far as anybody can tell.</summary>
    public string? Cedula { get; init; }
}
