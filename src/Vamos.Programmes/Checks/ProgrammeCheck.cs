namespace Vamos.Programmes.Checks;

using Vamos.Documents;
using Vamos.Programmes.Documents;
using Vamos.Programmes.Protections;

/// <summary>Reads and checks all documents of a folder as a whole. The hub and <c>vamos programmes check</c> do the same.</summary>
public static class ProgrammeCheck
{
    /// <summary>Name of the document of the incompatibilities.</summary>
    public const string IncompatibilitiesFile = "incompatibilities.yaml";

    /// <summary>Name of the document of the protections.</summary>
    public const string ProtectionsFile = "protections.yaml";

    /// <summary>Whether a document of the folder is a programme: every one is, but the two that are named above.</summary>
    public static bool IsProgramme(string file) => file is not (IncompatibilitiesFile or ProtectionsFile);

    /// <summary>Reads the documents of a folder. What cannot be read becomes a finding.</summary>
    public static DocumentFiles Read(string folder) => DocumentFiles.Read(folder, "", IncompatibilitiesFile, ProtectionsFile);

    /// <summary>Checks a folder with <c>incompatibilities.yaml</c>, <c>protections.yaml</c> and a document for each programme.</summary>
    public static ProgrammeCheckResult Folder(string folder) => Files(Read(folder));

    /// <summary>Checks documents that were read before.</summary>
    public static ProgrammeCheckResult Files(DocumentFiles files)
    {
        List<DocumentReading> readings = [];
        List<Located<ProgrammeDocument>> programmes = [];
        Located<IncompatibilitiesDocument>? incompatibilities = null;
        Located<ProtectionsDocument>? protections = null;
        foreach (var (name, text) in files.Texts)
        {
            var at = new DocumentReading(name);
            readings.Add(at);
            if (name == IncompatibilitiesFile && YamlDocument.Read<IncompatibilitiesDocument>(text, at) is { } rules)
                incompatibilities = new(at, rules);
            else if (name == ProtectionsFile && YamlDocument.Read<ProtectionsDocument>(text, at) is { } catalogue)
                protections = new(at, catalogue);
            else if (IsProgramme(name) && YamlDocument.Read<ProgrammeDocument>(text, at) is { } programme)
                programmes.Add(new(at, programme));
        }

        var codes = NameRules.Check(programmes);
        foreach (var programme in programmes)
            ProgrammeRules.Check(programme, codes);
        if (incompatibilities is not null)
            IncompatibilityRules.Check(incompatibilities, codes);
        if (protections is not null)
            ProtectionRules.Check(protections, codes);

        Finding[] findings = [.. files.Findings.Concat(readings.SelectMany(r => r.Findings)).Concat(NameRules.None(programmes, files))
            .OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Path, StringComparer.Ordinal)];
        var usable = !findings.Any(f => f.Severity == Severity.Error);
        return new ProgrammeCheckResult
        {
            Version = files.Version,
            Findings = findings,
            Book = usable ? Book(files.Version, programmes, incompatibilities?.Value, protections?.Value) : null,
        };
    }

    private static ProgrammeBook Book(
        string version, IEnumerable<Located<ProgrammeDocument>> programmes, IncompatibilitiesDocument? incompatibilities, ProtectionsDocument? protections) =>
        new(version, [.. programmes.Select(p => p.Value)], incompatibilities?.Rules ?? [], protections?.Protections ?? []);
}

/// <summary>What came of a check.</summary>
public sealed record ProgrammeCheckResult
{
    /// <summary>Hash over the documents.</summary>
    public required string Version { get; init; }

    /// <summary>Everything found, by file and line. Errors and warnings.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The book; null when there are errors.</summary>
    public required ProgrammeBook? Book { get; init; }

    /// <summary>What keeps the documents from being used.</summary>
    public IEnumerable<Finding> Errors => Findings.Where(f => f.Severity == Severity.Error);
}
