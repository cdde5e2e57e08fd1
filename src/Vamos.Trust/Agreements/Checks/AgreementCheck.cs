namespace Vamos.Trust.Agreements.Checks;

using Vamos.Documents;
using Vamos.Trust.Agreements.Documents;

/// <summary>Reads and checks all documents of a folder as a whole. The hub and <c>vamos agreements check</c> do the same.</summary>
public static class AgreementCheck
{
    /// <summary>Checks a folder with <c>institutions.yaml</c> and <c>agreements/*.yaml</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="today">The day of the check, for what has expired.</param>
    /// <param name="programmes">Codes of the programmes that exist; null when they are not known here.</param>
    public static AgreementCheckResult Folder(string folder, DateOnly today, IReadOnlySet<string>? programmes = null) =>
        Files(AgreementFiles.Read(folder), today, programmes);

    /// <summary>Checks documents that were read before.</summary>
    public static AgreementCheckResult Files(DocumentFiles files, DateOnly today, IReadOnlySet<string>? programmes = null)
    {
        List<DocumentReading> readings = [];
        var institutions = new InstitutionsDocument { Institutions = [] };
        List<Located<Agreement>> agreements = [];
        foreach (var (name, text) in files.Texts)
        {
            var at = new DocumentReading(name);
            readings.Add(at);
            if (name != AgreementFiles.InstitutionsFile && YamlDocument.Read<Agreement>(text, at) is { } agreement)
                agreements.Add(new Located<Agreement>(at, agreement));
            else if (name == AgreementFiles.InstitutionsFile && YamlDocument.Read<InstitutionsDocument>(text, at) is { } read)
                InstitutionRules.Check(new Located<InstitutionsDocument>(at, institutions = read));
        }

        var byCode = institutions.Institutions.Where(i => i.Code.Length != 0).DistinctBy(i => i.Code).ToDictionary(i => i.Code);
        var rules = new AgreementRules(byCode, programmes, today);
        agreements.ForEach(rules.Check);
        Identifiers(agreements);
        OverlapRule.Check(agreements);

        Finding[] findings = [.. files.Findings.Concat(readings.SelectMany(r => r.Findings))
            .OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Path, StringComparer.Ordinal)];
        var usable = !findings.Any(f => f.Severity == Severity.Error);
        return new AgreementCheckResult
        {
            Version = files.Version,
            Findings = findings,
            Book = usable ? new AgreementBook(files.Version, byCode.Values, [.. agreements.Select(a => a.Value)]) : null,
        };
    }

    private static void Identifiers(List<Located<Agreement>> agreements)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, agreement) in agreements)
        {
            if (agreement.Id.Length != 0 && !files.TryAdd(agreement.Id, at.File))
                at.Error("id", $"is '{agreement.Id}', which {files[agreement.Id]} has already; an identifier is given once");
        }
    }
}

/// <summary>What came of a check.</summary>
public sealed record AgreementCheckResult
{
    /// <summary>Hash over the documents.</summary>
    public required string Version { get; init; }

    /// <summary>Everything found, by file and line. Errors and warnings.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The book; null when there are errors.</summary>
    public required AgreementBook? Book { get; init; }

    /// <summary>What keeps the documents from being used.</summary>
    public IEnumerable<Finding> Errors => Findings.Where(f => f.Severity == Severity.Error);
}
