namespace Vamos.Fips.Documents.Tree;

/// <summary>The part of a file that is one form, or ought to be.</summary>
/// <param name="Line">Line that it begins on, or that it cannot be read from.</param>
/// <param name="Node">What is written; null when that cannot be read.</param>
/// <param name="Refusal">Why it cannot be read.</param>
internal readonly record struct FormPiece(int Line, FormNode? Node, string Refusal = "")
{
    /// <summary>The piece that a reading gives; null when it gives nothing.</summary>
    public static FormPiece? Of(Func<FormNode?> read)
    {
        try
        {
            return read() is { } node ? new FormPiece(node.Line, node) : null;
        }
        catch (FormSyntaxException e)
        {
            return new FormPiece(e.Line, null, e.Message);
        }
    }
}
