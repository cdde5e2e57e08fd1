namespace Vamos.Fips.Documents.Tree;

/// <summary>The forms of a JSON file: one in each line, or one or a list of them over several lines.</summary>
internal static class JsonPieces
{
    public static IEnumerable<FormPiece> Read(BoundedLines lines)
    {
        do
        {
            if (!lines.Next(DocumentLimits.Line))
                return [];
        }
        while (lines.Current is { Length: 0 });
        return lines.Current is null || IsForm(lines.Current) ? Lines(lines) : Whole(lines);
    }

    // A form over several lines does not end in its first one.
    private static bool IsForm(string line) => line[0] == '{' && line[^1] == '}';

    private static IEnumerable<FormPiece> Lines(BoundedLines lines)
    {
        do
        {
            var (line, number) = (lines.Current, lines.Number);
            if (line is null)
                yield return new FormPiece(number, null, $"is longer than {DocumentLimits.Line} characters, too long for a form");
            else if (line.Length != 0 && FormPiece.Of(() => JsonTree.Read(line, number)) is { } piece)
                yield return piece;
        }
        while (lines.Next(DocumentLimits.Line));
    }

    private static IEnumerable<FormPiece> Whole(BoundedLines lines)
    {
        var first = lines.Number;
        var whole = lines.Rest();
        if (whole is null)
            return [new FormPiece(first, null, $"is longer than {DocumentLimits.File} characters; with a form in each line it may have any length")];
        var piece = FormPiece.Of(() => JsonTree.Read(whole, first))!.Value;
        return piece.Node is ListNode list ? list.Entries.Select(node => new FormPiece(node.Line, node)) : [piece];
    }
}
