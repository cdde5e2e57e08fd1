namespace Vamos.Fips.Documents;

using System.Text;
using Vamos.Documents;
using Vamos.Fips.Documents.Tree;

/// <summary>A text with forms while it is read.</summary>
internal sealed class FormText(TextReader text, string name, FormFormat format)
{
    /// <summary>The only encoding of such files; what is no text in it is refused.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private readonly BoundedLines _lines = new(text);
    private readonly FormReader _reader = new(name, format);

    public IEnumerable<FormEntry> Read()
    {
        var number = 0;
        foreach (var piece in Pieces())
        {
            number++;
            if (piece.Node is null)
                yield return Unreadable(number, piece.Line, piece.Refusal);
            else
                yield return _reader.Read(number, piece.Node);
        }

        if (number == 0)
            yield return Unreadable(1, 1, "is empty");
    }

    // The bytes of a file may turn out to be no text anywhere in it.
    private IEnumerable<FormPiece> Pieces()
    {
        IEnumerator<FormPiece>? pieces = null;
        while (true)
        {
            FormPiece? piece;
            try
            {
                pieces ??= (format == FormFormat.Yaml ? YamlPieces.Read(_lines) : JsonPieces.Read(_lines)).GetEnumerator();
                piece = pieces.MoveNext() ? pieces.Current : null;
            }
            catch (DecoderFallbackException)
            {
                piece = new FormPiece(_lines.Number + 1, null, "is not text in UTF-8");
                pieces = Enumerable.Empty<FormPiece>().GetEnumerator();
            }

            if (piece is null)
                yield break;
            yield return piece.Value;
        }
    }

    private FormEntry Unreadable(int number, int line, string message) =>
        new(number, line, null, [new Finding(Severity.Error, name, line, "document", message)]);
}
