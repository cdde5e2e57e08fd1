namespace Vamos.Fips.Validation;

/// <summary>Which instruments a rule holds for: what an instrument never asked is no mistake of those who filled it.</summary>
public enum AskedBy
{
    /// <summary>Every instrument.</summary>
    Every,

    /// <summary>Those that describe households; not the census of older adults, which asks one person.</summary>
    Households,

    /// <summary>The integrated form alone.</summary>
    Integrated,
}
