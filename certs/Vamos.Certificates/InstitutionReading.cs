namespace Vamos.Certificates;

/// <summary>How many institutions a certificate names.</summary>
public enum InstitutionReading
{
    /// <summary>None, as certificates of an authority that knows nothing of the hub.</summary>
    None,

    /// <summary>One, written by the rule.</summary>
    One,

    /// <summary>Several, or one written against the rule, or names that cannot be read at all.</summary>
    Unclear,
}
