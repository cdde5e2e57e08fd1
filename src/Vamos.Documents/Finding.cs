namespace Vamos.Documents;

/// <summary>Something found in the documents.</summary>
/// <param name="Severity">Whether the documents can be used all the same.</param>
/// <param name="File">File, relative to the folder that was checked.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Path">Key. Example: <c>methods[0].fields[2]</c>.</param>
/// <param name="Message">What is wrong and what would be right; follows the key as a sentence.</param>
public sealed record Finding(Severity Severity, string File, int Line, string Path, string Message)
{
    /// <summary>As compilers print, so that editors and terminals link to it.</summary>
    public override string ToString() => $"{File}:{Line}: {(Severity == Severity.Error ? "error" : "warning")}: {Path} {Message}";
}

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>The documents can be used.</summary>
    Warning,

    /// <summary>The documents cannot be used.</summary>
    Error,
}
