namespace Vamos.Programmes.Documents;

using Vamos.Documents;
using Vamos.Programmes.Criteria;

/// <summary>The document <c>incompatibilities.yaml</c>: benefits that may not be held together, or not in the person's condition.</summary>
public sealed record IncompatibilitiesDocument
{
    /// <summary>The rules, the gravest first.</summary>
    [DocumentKey("The rules, the gravest first; what is found is reported in this order.", MinimumCount = 1)]
    public required IReadOnlyList<IncompatibilityRule> Rules { get; init; }
}

/// <summary>A benefit that may not be held in a condition.</summary>
public sealed record IncompatibilityRule
{
    /// <summary>Code.</summary>
    [DocumentKey("Code. Example: pension-with-salary.", Pattern = Criterion.CodePattern, Rule = Criterion.CodeRule)]
    public required string Code { get; init; }

    /// <summary>What it says, in Spanish.</summary>
    [DocumentKey("What it says, in Spanish, one sentence.")]
    public required string Description { get; init; }

    /// <summary>The law behind it.</summary>
    [DocumentKey("The law, decree or resolution, with the article where it is known.")]
    public required string LegalBasis { get; init; }

    /// <summary>Whether an official source confirms it.</summary>
    [DocumentKey("Whether an official source confirms it.")]
    public required bool Verified { get; init; }

    /// <summary>Where it was read.</summary>
    [DocumentKey("Where it was read. Required when verified is true.")]
    public string? Source { get; init; }

    /// <summary>First day on which it applies; null for always.</summary>
    [DocumentKey("First day on which it applies. Left out, always.")]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day, included; null while it applies.</summary>
    [DocumentKey("Last day, included. Left out while it applies.")]
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Programmes whose active enrolment it is about; empty for every programme.</summary>
    [DocumentKey(
        "Programmes whose active enrolment it is about, by code. Left out, every programme.",
        Pattern = ProgrammeCodes.Pattern,
        Rule = ProgrammeCodes.Rule)]
    public IReadOnlyList<string> EnrolledIn { get; init; } = [];

    /// <summary>The condition that whoever is enrolled must meet. Found not to be met, it is an incompatibility.</summary>
    [DocumentKey("The condition that whoever is enrolled must meet. Where facts show that it is not met, there is an incompatibility.")]
    public required Condition Demands { get; init; }

    /// <summary>Whether it applies on a day.</summary>
    public bool Includes(DateOnly day) => (ValidFrom is not { } first || first <= day) && (ValidUntil is not { } last || day <= last);
}
