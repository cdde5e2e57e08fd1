namespace Vamos.Trust.Agreements.Documents;

using Vamos.Documents;
using Vamos.Exchange.V1;

/// <summary>A document of the folder <c>agreements</c>: what one institution may ask of others, why, and how much of it.</summary>
public sealed record Agreement
{
    /// <summary>Identifier, as it stands in the audit record of every exchange under it.</summary>
    [DocumentKey(
        "Identifier, as it stands in the audit record of every exchange under it.",
        Pattern = "^[a-z0-9][a-z0-9-]{2,63}$",
        Rule = "3 to 64 lower-case letters, digits or hyphens")]
    public required string Id { get; init; }

    /// <summary>What it is about, in Spanish.</summary>
    [DocumentKey("What it is about, in Spanish, one line.")]
    public required string Title { get; init; }

    /// <summary>True for an example that no institution has signed.</summary>
    [DocumentKey("True for an example that no institution has signed.")]
    public bool Illustrative { get; init; }

    /// <summary>Between whom.</summary>
    [DocumentKey("Between whom.")]
    public required Parties Parties { get; init; }

    /// <summary>The paper behind it.</summary>
    [DocumentKey("The legal instrument behind it.")]
    public required LegalInstrument Instrument { get; init; }

    /// <summary>From when until when.</summary>
    [DocumentKey("From when until when, both days included, by the calendar of Paraguay.")]
    public required Validity Validity { get; init; }

    /// <summary>Purposes for which personal data may be asked under it. May be empty when no method returns any.</summary>
    [PurposeKey("Purposes (finalidades) for which personal data may be asked. May be left out when no method returns personal data.")]
    public IReadOnlyList<Purpose> Purposes { get; init; } = [];

    /// <summary>Programmes that may be asked about, where a request names one; empty means all.</summary>
    [DocumentKey(
        "Programmes that may be asked about, by code, where a request names one. Left out, all.",
        Pattern = "^[a-z0-9][a-z0-9-]*$",
        Rule = "the code of a programme: lower case with hyphens, for example tekopora")]
    public IReadOnlyList<string> Programmes { get; init; } = [];

    /// <summary>What may be called, and what comes back of it.</summary>
    [DocumentKey("What may be called, and which fields of the answer come back.", MinimumCount = 1)]
    public required IReadOnlyList<GrantedMethod> Methods { get; init; }

    /// <summary>How often.</summary>
    [DocumentKey("How many questions in all, over every method. One message of a stream counts as one.")]
    public required Quota Quota { get; init; }

    /// <summary>Greatest age of an answer from the cache that may be given under it.</summary>
    [DocumentKey("Greatest age of an answer kept from before that may be given. 0s asks the source every time.")]
    public required TimeSpan MaxStaleness { get; init; }

    /// <summary>How its exchanges are kept.</summary>
    [DocumentKey("How its exchanges are kept: standard, sensitive (health, children, indigenous peoples), or reference (nobody is named).")]
    public required AuditClass AuditClass { get; init; }
}

/// <summary>Between whom an agreement is.</summary>
public sealed record Parties
{
    /// <summary>Who asks.</summary>
    [DocumentKey("Who asks, by code. Needs the role consumer.", Pattern = Institution.CodePattern, Rule = Institution.CodeRule)]
    public required string Consumer { get; init; }

    /// <summary>Whose data it is. Sources of nobody else are asked.</summary>
    [DocumentKey(
        "Whose data it is, by code. Sources of nobody else are asked under it. Each needs the role provider.",
        Pattern = Institution.CodePattern,
        Rule = Institution.CodeRule,
        MinimumCount = 1)]
    public required IReadOnlyList<string> Providers { get; init; }
}

/// <summary>The paper behind an agreement.</summary>
public sealed record LegalInstrument
{
    /// <summary>Kind. Example: <c>Convenio interinstitucional</c>.</summary>
    [DocumentKey("Kind, in Spanish. Example: Convenio interinstitucional.")]
    public required string Kind { get; init; }

    /// <summary>Number. Example: <c>12/2026</c>.</summary>
    [DocumentKey("Number, with the year, quoted. Example: '12/2026'.")]
    public required string Number { get; init; }

    /// <summary>Day of signature.</summary>
    [DocumentKey("Day of signature.")]
    public required DateOnly Date { get; init; }

    /// <summary>Article or clause that allows the exchange.</summary>
    [DocumentKey("Article or clause that allows the exchange. Example: cláusula 4.")]
    public required string Article { get; init; }
}

/// <summary>From when until when, both days included.</summary>
public sealed record Validity
{
    /// <summary>First day.</summary>
    [DocumentKey("First day.")]
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    [DocumentKey("Last day, included.")]
    public required DateOnly Until { get; init; }

    /// <summary>Whether a day lies within.</summary>
    public bool Includes(DateOnly day) => From <= day && day <= Until;
}

/// <summary>One method that an agreement grants.</summary>
public sealed record GrantedMethod
{
    /// <summary>Short or full name. Example: <c>BeneficiaryService/GetBeneficiary</c>.</summary>
    [MethodKey("Service and method. Example: BeneficiaryService/GetBeneficiary.")]
    public required string Method { get; init; }

    /// <summary>Paths from the response message. Everything else is removed from the answer.</summary>
    [DocumentKey(
        "Fields of the response that are granted, as paths (beneficiary.person.birth_date); path.* grants all beneath it, also what later contracts add.",
        Pattern = "^[A-Za-z0-9_.*]+$",
        Rule = "a path of field names joined by dots, for example beneficiary.enrollments.status",
        MinimumCount = 1)]
    public required IReadOnlyList<string> Fields { get; init; }
}

/// <summary>How often may be asked.</summary>
public sealed record Quota
{
    /// <summary>Questions in one second; as many may come at once.</summary>
    [DocumentKey("Questions in one second; as many may come at once.", Minimum = 1, Maximum = 100_000)]
    public required int PerSecond { get; init; }

    /// <summary>Questions in one day, by the calendar of Paraguay.</summary>
    [DocumentKey("Questions in one day, by the calendar of Paraguay.", Minimum = 1, Maximum = 1_000_000_000)]
    public required long PerDay { get; init; }
}

/// <summary>How exchanges are kept.</summary>
public enum AuditClass
{
    /// <summary>Personal data.</summary>
    Standard,

    /// <summary>Sensitive personal data: health, children, indigenous peoples.</summary>
    Sensitive,

    /// <summary>Nobody is named.</summary>
    Reference,
}
