namespace Vamos.Fips.Documents.Tree;

/// <summary>A text is no document from a line on.</summary>
internal sealed class FormSyntaxException(int line, string message) : Exception(message)
{
    /// <summary>Line, counted from 1.</summary>
    public int Line { get; } = Math.Max(line, 1);
}
