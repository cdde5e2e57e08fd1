namespace Vamos.Fips.Documents.Tree;

/// <summary>The forms of a YAML file.</summary>
internal static class YamlPieces
{
    public static IEnumerable<FormPiece> Read(BoundedLines lines)
    {
        if (lines.Rest() is not { } whole)
        {
            yield return new FormPiece(1, null, $"is longer than {DocumentLimits.File} characters; as JSON with a form in each line it may have any length");
            yield break;
        }

        // After a mistake nobody knows where the next document begins.
        var documents = new YamlTree(whole.TrimStart('\uFEFF'));
        for (var piece = FormPiece.Of(documents.Next); piece is { } read; piece = read.Node is null ? null : FormPiece.Of(documents.Next))
            yield return read;
    }
}
