namespace Vamos.Fips.Index.Documents;

using Vamos.Documents;

/// <summary>The document <c>icv-weights.yaml</c>: what each variable of the quality of life index asks, and what its answers are worth.</summary>
public sealed record WeightsDocument
{
    /// <summary>Name of the version, as indexes carry it.</summary>
    [DocumentKey(
        "Name of the version, as indexes carry it, quoted. Example: '2013.1'.",
        Pattern = "^[a-z0-9][a-z0-9.-]{0,31}$",
        Rule = "text in quotes of at most 32 lower-case letters, digits, dots or hyphens, for example '2013.1'")]
    public required string Version { get; init; }

    /// <summary>Where the weights were read.</summary>
    [DocumentKey("Where the weights were read, in Spanish.")]
    public required string Source { get; init; }

    /// <summary>What a reader must know, in Spanish.</summary>
    [DocumentKey("What a reader must know of this version, in Spanish.")]
    public string? Note { get; init; }

    /// <summary>Age at which a member is no child any more.</summary>
    [DocumentKey("Members who have not completed as many years are children.", Minimum = 1, Maximum = 100)]
    public required int ChildrenBelowAge { get; init; }

    /// <summary>Age at which vaccination is not asked about any more.</summary>
    [DocumentKey("Of members who have not completed as many years it counts whether they have a vaccination card.", Minimum = 1, Maximum = 100)]
    public required int VaccinationBelowAge { get; init; }

    /// <summary>How much study children have lost.</summary>
    [DocumentKey("How the coefficient of lost study is computed.")]
    public required LostStudy LostStudy { get; init; }

    /// <summary>Years of study by level.</summary>
    [DocumentKey("Years of study, for each level of education once.", MinimumCount = 1)]
    public required IReadOnlyList<LevelYears> YearsOfStudy { get; init; }

    /// <summary>The variables, in the order in which indexes report them.</summary>
    [DocumentKey("The variables, in the order in which indexes report them.", MinimumCount = 1)]
    public required IReadOnlyList<VariableDocument> Variables { get; init; }
}

/// <summary>The coefficient of lost study: the years that the head's children lack, over the years that are expected of them.</summary>
public sealed record LostStudy
{
    /// <summary>First age, in completed years, that counts.</summary>
    [DocumentKey("First age, in completed years, that counts.", Maximum = 100)]
    public required int FromAge { get; init; }

    /// <summary>First age that counts no more.</summary>
    [DocumentKey("First age that counts no more.", Maximum = 100)]
    public required int BelowAge { get; init; }

    /// <summary>Age beyond which a year of study is expected for each year.</summary>
    [DocumentKey("Age beyond which a year of study is expected for each year.", Maximum = 100)]
    public required int ExpectedBeyondAge { get; init; }
}

/// <summary>What a level of education means in years.</summary>
public sealed record LevelYears
{
    /// <summary>The level.</summary>
    [DocumentKey("Level of education, by the contract's name. Example: basic-1-to-6.")]
    public required string Level { get; init; }

    /// <summary>Years of the levels before it.</summary>
    [DocumentKey("Years of the levels before it.", Maximum = 30)]
    public required int YearsBefore { get; init; }

    /// <summary>Most courses that count as years.</summary>
    [DocumentKey("Most courses of it that count as years; 0 when none does, and then the last course need not be known.", Maximum = 30)]
    public required int Courses { get; init; }
}

/// <summary>One variable.</summary>
public sealed record VariableDocument
{
    /// <summary>Number in the source.</summary>
    [DocumentKey("Number in the source.", Minimum = 1, Maximum = 1000)]
    public required int Number { get; init; }

    /// <summary>Code by which indexes report it.</summary>
    [DocumentKey(
        "Code by which indexes report it.", Pattern = "^[a-z][a-z0-9-]{1,31}$", Rule = "2 to 32 lower-case letters, digits or hyphens, the first a letter")]
    public required string Code { get; init; }

    /// <summary>Name in Spanish.</summary>
    [DocumentKey("Name in Spanish.")]
    public required string Name { get; init; }

    /// <summary>What it reads in a form.</summary>
    [DocumentKey("What it reads in a form. Example: people-per-bedroom.")]
    public required string Measure { get; init; }

    /// <summary>Whether the sources settle what each class means.</summary>
    [DocumentKey("Whether the sources settle which answers each class stands for.")]
    public required bool Verified { get; init; }

    /// <summary>How they do.</summary>
    [DocumentKey("How they do, in Spanish. Required when verified is true.")]
    public string? Source { get; init; }

    /// <summary>What was supposed, and oddities of the source, in Spanish.</summary>
    [DocumentKey("What was supposed and why, in Spanish. Required when verified is false.")]
    public string? Note { get; init; }

    /// <summary>The classes.</summary>
    [DocumentKey("The classes. Every answer falls into exactly one.", MinimumCount = 1)]
    public required IReadOnlyList<ClassDocument> Classes { get; init; }
}

/// <summary>One class of a variable: the answers that it stands for, and their points.</summary>
public sealed record ClassDocument
{
    /// <summary>Number in the source.</summary>
    [DocumentKey("Number in the source; numbers may be missing there.", Minimum = 1, Maximum = 1000)]
    public required int Class { get; init; }

    /// <summary>What it means, in Spanish.</summary>
    [DocumentKey("What it means, in Spanish.")]
    public required string Category { get; init; }

    /// <summary>Answers that fall into it.</summary>
    [DocumentKey("Answers that fall into it, by the contract's names. Example: brick.")]
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Where its numbers begin, excluded; null for the lowest.</summary>
    [DocumentKey("Where its numbers begin, excluded. Left out for the lowest.")]
    public decimal? MoreThan { get; init; }

    /// <summary>Where its numbers end, included; null for the highest.</summary>
    [DocumentKey("Where its numbers end, included. Left out for the highest.")]
    public decimal? AtMost { get; init; }

    /// <summary>Points of an urban household.</summary>
    [DocumentKey("Points of an urban household.", Maximum = 100)]
    public required decimal Urban { get; init; }

    /// <summary>Points of a rural household.</summary>
    [DocumentKey("Points of a rural household.", Maximum = 100)]
    public required decimal Rural { get; init; }
}
