namespace Vamos.Programmes.Documents;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Documents;

/// <summary>A document of the folder <c>programmes</c>: one programme and the rules that it has had, one version after the other.</summary>
public sealed record ProgrammeDocument
{
    /// <summary>Code by which requests, agreements and decisions name it; also the name of the file.</summary>
    [DocumentKey(
        "Code by which requests, agreements and decisions name it; also the name of the file.",
        Pattern = ProgrammeCodes.Pattern,
        Rule = ProgrammeCodes.Rule)]
    public required string Code { get; init; }

    /// <summary>Name in Spanish.</summary>
    [DocumentKey("Name in Spanish.")]
    public required string Name { get; init; }

    /// <summary>Institution that runs it, by code.</summary>
    [DocumentKey(
        "Institution that runs it, by its code in institutions.yaml.",
        Pattern = "^[a-z][a-z0-9-]{1,31}$",
        Rule = "the code of an institution: 2 to 32 lower-case letters, digits or hyphens, the first a letter")]
    public required string Institution { get; init; }

    /// <summary>Whom it enrolls.</summary>
    [DocumentKey("Whom it enrolls: person or household.")]
    public required BeneficiaryUnit Unit { get; init; }

    /// <summary>Pillar that it belongs to.</summary>
    [DocumentKey("Pillar: social-integration, labour-and-productive-insertion or social-security.")]
    public required Pillar Pillar { get; init; }

    /// <summary>Other codes by which rolls know the same programme.</summary>
    [DocumentKey(
        "Other codes by which rolls know the same programme. An enrolment under one of them is an enrolment in this programme.",
        Pattern = ProgrammeCodes.Pattern,
        Rule = ProgrammeCodes.Rule)]
    public IReadOnlyList<string> RollCodes { get; init; } = [];

    /// <summary>The rules, one version after the other without a gap.</summary>
    [DocumentKey("The rules, one version after the other, without a gap and without an overlap.", MinimumCount = 1)]
    public required IReadOnlyList<RulesVersion> Versions { get; init; }
}

/// <summary>The rules that applied in a period.</summary>
public sealed record RulesVersion
{
    /// <summary>Name of the version, as decisions carry it.</summary>
    [DocumentKey(
        "Name of the version, as decisions carry it, quoted. Given once in a programme. Example: '2024.1'.",
        Pattern = "^[a-z0-9][a-z0-9.-]{0,31}$",
        Rule = "text in quotes of at most 32 lower-case letters, digits, dots or hyphens, for example '2024.1'")]
    public required string Version { get; init; }

    /// <summary>First day.</summary>
    [DocumentKey("First day on which these rules apply.")]
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, included; null while they apply.</summary>
    [DocumentKey("Last day, included. Left out while they apply.")]
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Whether an official source confirms the first day.</summary>
    [DocumentKey("Whether an official source confirms the first day.")]
    public bool DatesVerified { get; init; }

    /// <summary>The law behind it.</summary>
    [DocumentKey("The law, decree or resolution. Example: Ley 7322/2024; Decreto 3139/2024.")]
    public required string LegalBasis { get; init; }

    /// <summary>What a reader must know, in Spanish.</summary>
    [DocumentKey("What a reader must know of this version, in Spanish.")]
    public string? Note { get; init; }

    /// <summary>Conditions of the law that nothing in the exchange can decide, in Spanish. They do not enter the verdict.</summary>
    [DocumentKey("Conditions of the law that no fact of the exchange can decide, in Spanish. They do not enter the verdict; explanations list them.")]
    public IReadOnlyList<string> NotJudged { get; init; } = [];

    /// <summary>The criteria, in the order in which decisions report them. All must be met.</summary>
    [DocumentKey("The criteria, in the order in which decisions report them. All must be met.", MinimumCount = 1)]
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>Whether a day lies within.</summary>
    public bool Includes(DateOnly day) => ValidFrom <= day && (ValidUntil is not { } last || day <= last);
}
