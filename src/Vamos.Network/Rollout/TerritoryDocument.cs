namespace Vamos.Network.Rollout;

using Vamos.Documents;

/// <summary>The document <c>territory.yaml</c>: the rollout of the system in the territory, and which departments are neighbours.</summary>
public sealed record TerritoryDocument
{
    /// <summary>Name of this state of the data.</summary>
    [DocumentKey("Name of this state of the data, in quotes.", Pattern = "^[a-z0-9][a-z0-9.-]{0,31}$", Rule = "text in quotes like '2026.1'")]
    public required string Version { get; init; }

    /// <summary>The phases.</summary>
    [DocumentKey("Phases of the rollout, one a year.", MinimumCount = 1)]
    public required IReadOnlyList<RolloutPhase> Phases { get; init; }

    /// <summary>The agreements.</summary>
    [DocumentKey("Agreements between the Gabinete Social and the authorities of a territory.")]
    public required IReadOnlyList<TerritoryAgreement> Agreements { get; init; }

    /// <summary>The neighbours.</summary>
    [DocumentKey("For each department, its neighbours.", MinimumCount = 1)]
    public required IReadOnlyList<DepartmentNeighbours> Neighbours { get; init; }
}

/// <summary>One phase of the rollout.</summary>
public sealed record RolloutPhase
{
    /// <summary>Year.</summary>
    [DocumentKey("Year.", Minimum = 2018, Maximum = 2100)]
    public required int Year { get; init; }

    /// <summary>Fewest districts by its end, those of earlier phases included.</summary>
    [DocumentKey("Fewest districts by its end, those of earlier phases included.", Maximum = 263)]
    public required int AtLeast { get; init; }

    /// <summary>Districts that join in it.</summary>
    [DocumentKey("INE codes of the districts that join in it, in quotes, as far as they are known.")]
    public IReadOnlyList<string> Districts { get; init; } = [];

    /// <summary>Whether an official source confirms it.</summary>
    [DocumentKey("Whether an official source confirms it.")]
    public bool Verified { get; init; }

    /// <summary>The source.</summary>
    [DocumentKey("Where it is from.")]
    public string Source { get; init; } = "";
}

/// <summary>An agreement by which a territory joins.</summary>
public sealed record TerritoryAgreement
{
    /// <summary>The territory.</summary>
    [DocumentKey("INE code of the district or department, in quotes.")]
    public required string Territory { get; init; }

    /// <summary>First day.</summary>
    [DocumentKey("First day in force. Left out while it is being negotiated.")]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day.</summary>
    [DocumentKey("Last day, included. Left out while it goes on.")]
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Whether an official source confirms it.</summary>
    [DocumentKey("Whether an official source confirms it, the days included.")]
    public bool Verified { get; init; }

    /// <summary>The source.</summary>
    [DocumentKey("Where it is from, and what is not known.")]
    public string Source { get; init; } = "";
}

/// <summary>The neighbours of a department.</summary>
public sealed record DepartmentNeighbours
{
    /// <summary>The department.</summary>
    [DocumentKey("INE code of the department, in quotes.")]
    public required string Department { get; init; }

    /// <summary>Its neighbours.</summary>
    [DocumentKey("INE codes of the departments that it has a border with, in quotes.", MinimumCount = 1)]
    public required IReadOnlyList<string> Neighbours { get; init; }
}
