namespace Vamos.Network.Search;

using Vamos.Common.V1;
using Vamos.ServiceNetwork.V1;

/// <summary>What is looked for.</summary>
public sealed record ServiceQuery
{
    /// <summary>District where help is needed; empty for anywhere.</summary>
    public string DistrictCode { get; init; } = "";

    /// <summary>Words in Spanish; all must be found.</summary>
    public string Text { get; init; } = "";

    /// <summary>Only these packages; empty means all.</summary>
    public IReadOnlyCollection<ServicePackage> Packages { get; init; } = [];

    /// <summary>Only these pillars; empty means all.</summary>
    public IReadOnlyCollection<Pillar> Pillars { get; init; } = [];

    /// <summary>Only these categories; empty means all.</summary>
    public IReadOnlyCollection<LifeCycleCategory> Categories { get; init; } = [];

    /// <summary>What the person lacks; null for a search by place and words alone.</summary>
    public PersonNeeds? Needs { get; init; }

    /// <summary>Whether reasons may name the gaps. Whoever may not see them is told what fits, and not what is lacking.</summary>
    public bool NamesGaps { get; init; } = true;

    /// <summary>Codes of the departments next to the district's.</summary>
    public IReadOnlyCollection<string> NeighbourDepartments { get; init; } = [];

    /// <summary>The day on which services must be offered.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The moment by which reports are fresh or stale.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The most services in the answer.</summary>
    public int PageSize { get; init; } = 20;

    /// <summary>Behind which match to go on; null for the first page.</summary>
    public RankedAt? After { get; init; }
}
