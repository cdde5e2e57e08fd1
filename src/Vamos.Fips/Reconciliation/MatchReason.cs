namespace Vamos.Fips.Reconciliation;

/// <summary>By what somebody was recognised.</summary>
public enum MatchBasis
{
    /// <summary>Nobody known is this person.</summary>
    New,

    /// <summary>The identity document.</summary>
    Document,

    /// <summary>An identifier that an institution gave before there was a document.</summary>
    ProvisionalId,

    /// <summary>Name, birth, sex and kinship together.</summary>
    Description,

    /// <summary>
    /// Somebody known has this document, but of another sex and another date of birth: one of the forms names the wrong document. They stay
    /// two people until somebody finds out.
    /// </summary>
    DocumentContested,
}

/// <summary>What spoke for a recognition by description, or against it.</summary>
[Flags]
public enum MatchEvidence
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>All given names are the same, or all that both forms have.</summary>
    GivenNames = 1 << 0,

    /// <summary>The surnames are the same, or all that both forms have.</summary>
    Surnames = 1 << 1,

    /// <summary>A part of the name is spelled otherwise or left out.</summary>
    NameResembles = 1 << 2,

    /// <summary>Given names stand where the other form has surnames.</summary>
    NameSwapped = 1 << 3,

    /// <summary>The date of birth is the same.</summary>
    BirthDate = 1 << 4,

    /// <summary>The date of birth goes together: partial, day and month exchanged, one part off.</summary>
    BirthResembles = 1 << 5,

    /// <summary>The sex is the same.</summary>
    Sex = 1 << 6,

    /// <summary>The place in the household is the same.</summary>
    Kinship = 1 << 7,

    /// <summary>An earlier version of the same form has the same member id, or both forms were placed in one household under it.</summary>
    SameRow = 1 << 8,

    /// <summary>Other members of the form belong to the same household.</summary>
    Household = 1 << 9,

    /// <summary>The names contradict each other in part.</summary>
    NameDiffers = 1 << 10,

    /// <summary>The dates of birth contradict each other.</summary>
    BirthDiffers = 1 << 11,

    /// <summary>The sexes contradict each other.</summary>
    SexDiffers = 1 << 12,

    /// <summary>The places in the household are a generation apart.</summary>
    GenerationDiffers = 1 << 13,
}

/// <summary>Why a member is taken for somebody known, or for nobody.</summary>
/// <param name="Basis">By what.</param>
/// <param name="Evidence">What spoke for it and against it; given for descriptions only.</param>
/// <param name="Points">How much; given for descriptions only.</param>
public readonly record struct MatchReason(MatchBasis Basis, MatchEvidence Evidence = MatchEvidence.None, int Points = 0);
