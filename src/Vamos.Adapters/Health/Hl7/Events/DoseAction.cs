namespace Vamos.Adapters.Health.Hl7.Events;

/// <summary>What a message does with a dose: RXA-21.</summary>
internal enum DoseAction
{
    /// <summary>Adds it, or says it anew.</summary>
    Set,

    /// <summary>Takes it back.</summary>
    Delete,
}
