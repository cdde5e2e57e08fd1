namespace Vamos.Fips.Index;

using System.Collections.Frozen;
using System.Text;
using Vamos.Documents;
using Vamos.Fips.Index.Documents;
using Vamos.Fips.Index.Measures;
using Vamos.Fips.V1;

/// <summary>A table of weights, checked and ready to score forms by. Immutable.</summary>
public sealed class IndexWeights
{
    private const string File = "icv-weights.yaml";

    private readonly FrozenDictionary<EducationLevel, LevelYears> _years;

    private IndexWeights(WeightsDocument document)
    {
        Document = document;
        Variables = [.. document.Variables.Select(variable => new IndexVariable(variable))];
        var levels = AnswerWords.Of<EducationLevel>();
        _years = document.YearsOfStudy.ToFrozenDictionary(entry => (EducationLevel)levels[entry.Level]);
    }

    /// <summary>The table that the system publishes.</summary>
    public static IndexWeights Published { get; } = ReadPublished();

    /// <summary>The document, with where each weight comes from.</summary>
    public WeightsDocument Document { get; }

    /// <summary>The variables, in the order of the document.</summary>
    internal IReadOnlyList<IndexVariable> Variables { get; }

    /// <summary>Reads a table; null when it cannot be used, and the reading says why.</summary>
    public static IndexWeights? Read(string text, DocumentReading reading)
    {
        var document = YamlDocument.Read<WeightsDocument>(text, reading);
        if (document is not null)
            WeightsCheck.Run(document, reading);
        return document is null || reading.Findings.Any(finding => finding.Severity == Severity.Error) ? null : new IndexWeights(document);
    }

    /// <summary>Years of study that a member has completed; null when nobody can tell.</summary>
    internal int? YearsOf(Schooling? schooling)
    {
        if (schooling is null || !_years.TryGetValue(schooling.Level, out var level))
            return null;
        if (level.Courses == 0)
            return level.YearsBefore;
        return schooling.HasLastCourse ? level.YearsBefore + Math.Clamp(schooling.LastCourse, 0, level.Courses) : null;
    }

    private static IndexWeights ReadPublished()
    {
        using var text = new StreamReader(typeof(IndexWeights).Assembly.GetManifestResourceStream(File)!, Encoding.UTF8);
        var reading = new DocumentReading(File);
        return Read(text.ReadToEnd(), reading) ?? throw new InvalidOperationException(string.Join('\n', reading.Findings));
    }
}
