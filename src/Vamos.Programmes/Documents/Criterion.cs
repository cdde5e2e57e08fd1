namespace Vamos.Programmes.Documents;

using Vamos.Documents;
using Vamos.Programmes.Criteria;

/// <summary>One criterion of a programme: what the law demands, where it says so, how sure that is, and what is looked at.</summary>
public sealed record Criterion
{
    internal const string CodePattern = "^[a-z0-9][a-z0-9-]{0,63}$";
    internal const string CodeRule = "at most 64 lower-case letters, digits or hyphens, for example minimum-age";

    /// <summary>Code within the programme.</summary>
    [DocumentKey("Code within the programme. Example: minimum-age.", Pattern = CodePattern, Rule = CodeRule)]
    public required string Code { get; init; }

    /// <summary>What it demands, in Spanish.</summary>
    [DocumentKey("What it demands, in Spanish, one sentence.")]
    public required string Description { get; init; }

    /// <summary>The law behind it.</summary>
    [DocumentKey("The law, decree or resolution, with the article where it is known.")]
    public required string LegalBasis { get; init; }

    /// <summary>Whether an official source confirms what it demands, thresholds included.</summary>
    [DocumentKey("Whether an official source confirms what it demands, thresholds included.")]
    public required bool Verified { get; init; }

    /// <summary>Where it was read.</summary>
    [DocumentKey("Where it was read. Required when verified is true.")]
    public string? Source { get; init; }

    /// <summary>What remains doubtful, or what counts.</summary>
    [DocumentKey("What remains doubtful, and what counts as met, in Spanish.")]
    public string? Note { get; init; }

    /// <summary>What is looked at.</summary>
    [DocumentKey("What is looked at.")]
    public required Condition Requires { get; init; }
}
