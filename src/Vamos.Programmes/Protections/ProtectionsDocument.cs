namespace Vamos.Programmes.Protections;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Documents;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Documents;

/// <summary>The document <c>protections.yaml</c>: what people and households are to be covered by, and when they are.</summary>
public sealed record ProtectionsDocument
{
    /// <summary>The protections, in the order in which they are reported.</summary>
    [DocumentKey("The protections, in the order in which a status reports them.", MinimumCount = 1)]
    public required IReadOnlyList<ProtectionRule> Protections { get; init; }
}

/// <summary>One thing that somebody is or is not protected by.</summary>
public sealed record ProtectionRule
{
    /// <summary>Code.</summary>
    [DocumentKey("Code, by which statuses and services name it. Example: safe-water.", Pattern = Criterion.CodePattern, Rule = Criterion.CodeRule)]
    public required string Code { get; init; }

    /// <summary>Name in Spanish.</summary>
    [DocumentKey("Name in Spanish.")]
    public required string Name { get; init; }

    /// <summary>Who is covered, in Spanish.</summary>
    [DocumentKey("To whom it applies and what counts as covered, in Spanish, one sentence.")]
    public required string Description { get; init; }

    /// <summary>Pillar that it belongs to.</summary>
    [DocumentKey("Pillar: social-integration, labour-and-productive-insertion or social-security.")]
    public required Pillar Pillar { get; init; }

    /// <summary>Whom it covers.</summary>
    [DocumentKey("Whom it covers: person or household.")]
    public required BeneficiaryUnit Unit { get; init; }

    /// <summary>Categories by age to whom it can apply; empty for people of every age, and for households.</summary>
    [DocumentKey("Categories by age to whom it can apply; others are not told of it. Left out, every age. A household has none.")]
    public IReadOnlyList<LifeCycleCategory> Categories { get; init; } = [];

    /// <summary>The law behind it.</summary>
    [DocumentKey("The law, decree or resolution, with the article where it is known.")]
    public required string LegalBasis { get; init; }

    /// <summary>Whether an official source confirms whom it applies to and what counts, thresholds included.</summary>
    [DocumentKey("Whether an official source confirms whom it applies to and what counts as covered, thresholds included.")]
    public required bool Verified { get; init; }

    /// <summary>Where it was read.</summary>
    [DocumentKey("Where it was read. Required when verified is true.")]
    public string? Source { get; init; }

    /// <summary>What remains doubtful, and what the facts can and cannot tell.</summary>
    [DocumentKey("What remains doubtful, and what the facts can and cannot tell, in Spanish.")]
    public string? Note { get; init; }

    /// <summary>To whom it applies within the categories; null for everybody.</summary>
    [DocumentKey("The condition that those meet to whom it applies. Left out, everybody of the categories.")]
    public Condition? Applies { get; init; }

    /// <summary>Who is covered.</summary>
    [DocumentKey("The condition that those meet who are covered.")]
    public required Condition Covered { get; init; }
}
