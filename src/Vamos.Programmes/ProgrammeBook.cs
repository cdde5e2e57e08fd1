namespace Vamos.Programmes;

using System.Collections.Frozen;
using Vamos.Beneficiary.V1;
using Vamos.Programmes.Documents;
using Vamos.Programmes.Facts;
using Vamos.Programmes.Incompatibilities;
using Vamos.Programmes.Protections;

/// <summary>All programmes, the rules of incompatibility and the protections, as one state of the documents has them. Immutable; swapped whole.</summary>
public sealed class ProgrammeBook
{
    private readonly FrozenDictionary<string, PublishedProgramme> _byCode;
    private readonly IncompatibilityCheck _incompatibilities;

    internal ProgrammeBook(string version, IReadOnlyList<ProgrammeDocument> programmes, IReadOnlyList<IncompatibilityRule> rules, IReadOnlyList<ProtectionRule> protections)
    {
        var rollCodes = programmes.SelectMany(p => p.RollCodes.Select(roll => KeyValuePair.Create(roll, p.Code))).ToList();
        var codes = new ProgrammeCodes(rollCodes);
        Version = version;
        Programmes = [.. programmes.Select(p => new PublishedProgramme(p, codes)).OrderBy(p => p.Code, StringComparer.Ordinal)];
        Codes = Programmes.Select(p => p.Code).ToFrozenSet(StringComparer.Ordinal);
        _byCode = Programmes
            .SelectMany(p => p.Document.RollCodes.Append(p.Code).Select(code => KeyValuePair.Create(code, p)))
            .ToFrozenDictionary(StringComparer.Ordinal);
        Incompatibilities = rules;
        _incompatibilities = new IncompatibilityCheck(rules, codes);
        Protections = new ProtectionCatalogue(protections, codes);
    }

    /// <summary>Hash over the documents: it changes with every letter of any rule, so it is what kept decisions must be kept by.</summary>
    public string Version { get; }

    /// <summary>The programmes, in the order of their codes.</summary>
    public IReadOnlyList<PublishedProgramme> Programmes { get; }

    /// <summary>Codes of the programmes, without those of rolls.</summary>
    public IReadOnlySet<string> Codes { get; }

    /// <summary>The rules of incompatibility, the gravest first.</summary>
    public IReadOnlyList<IncompatibilityRule> Incompatibilities { get; }

    /// <summary>What people and households are to be covered by.</summary>
    public ProtectionCatalogue Protections { get; }

    /// <summary>A programme by its code, or by a code that a roll has for it; null when there is none.</summary>
    public PublishedProgramme? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Kinds of fact that must be asked for to find the incompatibilities of a day.</summary>
    public FactKindSet NeedsForIncompatibilities(DateOnly asOf) => _incompatibilities.NeedsOn(asOf);

    /// <summary>
    /// Benefits that a person holds on a day and may not hold, the gravest first. Only what facts show is reported: an institution that did not
    /// answer can hide one, but not make one.
    /// </summary>
    public IReadOnlyList<Incompatibility> FindIncompatibilities(PersonFacts facts, DateOnly asOf) => _incompatibilities.Of(facts, asOf);
}
