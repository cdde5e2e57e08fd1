namespace Vamos.Adapters.Hl7;

/// <summary>Whether a message was accepted.</summary>
public enum Hl7Outcome
{
    /// <summary>It is stored and was understood: AA.</summary>
    Accepted,

    /// <summary>Its content is wrong: AE.</summary>
    Error,

    /// <summary>It is not for this receiver, or the receiver cannot take it now: AR.</summary>
    Rejected,
}
