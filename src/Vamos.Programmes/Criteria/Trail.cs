namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;

/// <summary>
/// What a condition looked at and why it came to its answer. Kept only where somebody will read it. The explanation never holds anything of the
/// person: that is in the facts, which an agreement may withhold.
/// </summary>
internal sealed class Trail
{
    private List<UsedFact>? _facts;
    private List<string>? _programmes;

    public string Explanation { get; set; } = "";

    public IReadOnlyList<UsedFact> Facts => _facts ?? (IReadOnlyList<UsedFact>)[];

    /// <summary>Programmes of the enrolments looked at, by code.</summary>
    public IReadOnlyList<string> Programmes => _programmes ?? (IReadOnlyList<string>)[];

    public void Uses(FactKind kind, string summary, Provenance? provenance) =>
        (_facts ??= new(2)).Add(new UsedFact { Kind = kind, Summary = summary, Provenance = provenance });

    public void Concerns(string programme) => (_programmes ??= new(1)).Add(programme);

    /// <summary>Takes over the facts of a part.</summary>
    public void Include(Trail part)
    {
        if (part._facts is { } facts)
            (_facts ??= new(facts.Count)).AddRange(facts);
        if (part._programmes is { } programmes)
            (_programmes ??= new(programmes.Count)).AddRange(programmes);
    }
}
