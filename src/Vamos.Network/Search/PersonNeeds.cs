namespace Vamos.Network.Search;

using Vamos.Common.V1;

/// <summary>What a person and the household lack, as far as it is known.</summary>
/// <param name="DistrictCode">District where the person lives; empty when unknown.</param>
/// <param name="Categories">Categories of the person and of the household's members.</param>
/// <param name="Needs">The gaps, the person's own first, then the household's, then those of other members.</param>
public sealed record PersonNeeds(string DistrictCode, IReadOnlySet<LifeCycleCategory> Categories, IReadOnlyList<Need> Needs);

/// <summary>One gap.</summary>
/// <param name="Code">Code of the protection.</param>
/// <param name="Whose">Whose gap it is.</param>
/// <param name="Category">Category of that person, or of the household.</param>
public sealed record Need(string Code, NeedOf Whose, LifeCycleCategory Category);

/// <summary>Whose gap it is.</summary>
public enum NeedOf
{
    /// <summary>The person who is asked about.</summary>
    Person,

    /// <summary>The household as a whole.</summary>
    Household,

    /// <summary>Another member of the household.</summary>
    Member,
}
