namespace Vamos.Sandbox.Population;

/// <summary>Sex as registered.</summary>
public enum Sex
{
    Male,
    Female,
}

/// <summary>Where a household lives.</summary>
public enum Area
{
    Urban,
    Rural,
}

/// <summary>What a member is to the head of the household.</summary>
public enum Kinship
{
    Head,
    Spouse,
    Child,
    Grandchild,
    OtherRelative,
    NotRelated,
}

/// <summary>Civil status as registered.</summary>
public enum CivilStatus
{
    Unmarried,
    Married,
    Widowed,
    Divorced,
}

/// <summary>What is spoken at home.</summary>
public enum HomeLanguage
{
    Guarani,
    GuaraniAndSpanish,
    Spanish,
    Other,
}

/// <summary>The indigenous people and community that somebody belongs to.</summary>
/// <param name="People">The people, by its number in the ministry's list.</param>
/// <param name="Community">Name of the community.</param>
/// <param name="IsRegistered">Whether the indigenous institute has registered the community.</param>
public sealed record IndigenousBelonging(string People, string Community, bool IsRegistered);
