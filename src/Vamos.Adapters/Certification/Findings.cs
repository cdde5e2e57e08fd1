namespace Vamos.Adapters.Certification;

/// <summary>What a check found out.</summary>
internal sealed class Findings
{
    private const int MostDefects = 8;

    private readonly List<Defect> _defects = [];
    private readonly List<string> _warnings = [];
    private readonly List<string> _notes = [];

    /// <summary>What breaks the contract; the first few, when there are many.</summary>
    public IReadOnlyList<Defect> Defects => _defects;

    /// <summary>How many more there are.</summary>
    public int MoreDefects { get; private set; }

    /// <summary>What keeps to the contract, but may not be meant so.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>What was measured or left out.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Why nothing could be tried; null when something was.</summary>
    public string? SkippedBecause { get; private set; }

    /// <summary>Notes a defect.</summary>
    /// <param name="what">What the adapter did that it must not do.</param>
    /// <param name="remedy">What to do about it.</param>
    public void Defect(string what, string remedy)
    {
        var defect = new Defect(what, remedy);
        if (_defects.Contains(defect))
            return;
        if (_defects.Count < MostDefects)
            _defects.Add(defect);
        else
            MoreDefects++;
    }

    public void Warn(string text) => _warnings.Add(text);

    public void Note(string text) => _notes.Add(text);

    public void Skip(string because) => SkippedBecause = because;
}

/// <summary>A way in which the adapter breaks the contract.</summary>
/// <param name="What">What it did.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Defect(string What, string Remedy);

/// <summary>Ends a check with a defect beyond which it cannot go on.</summary>
internal sealed class DefectException(string what, string remedy) : Exception(what)
{
    public Defect Defect { get; } = new(what, remedy);
}
