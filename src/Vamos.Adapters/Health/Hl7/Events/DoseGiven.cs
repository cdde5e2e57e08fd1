namespace Vamos.Adapters.Health.Hl7.Events;

/// <summary>Whether a dose was given: RXA-20.</summary>
internal enum DoseGiven
{
    /// <summary>It was: CP.</summary>
    Wholly = 0,

    /// <summary>It was refused or not given: RE, NA.</summary>
    Not = 1,

    /// <summary>Some of it was: PA. Whether that counts as a dose nobody can tell from the message.</summary>
    InPart = 2,
}
