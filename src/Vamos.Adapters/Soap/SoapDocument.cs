namespace Vamos.Adapters.Soap;

using System.Text;
using System.Xml;

/// <summary>
/// Reads an answer, trusting nothing about it: no document type and so no entity is read, nothing outside is fetched, and depth and number of
/// elements are bounded. Messages say where something is wrong, never what stands there, which may be about a person.
/// </summary>
internal static class SoapDocument
{
    private const int DeepestElement = 32;

    // An empty element takes four bytes of an answer and some hundred of memory.
    private const int BytesPerElement = 16;
    private const int FewestElements = 10_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = true,
        ConformanceLevel = ConformanceLevel.Document,
    };

    /// <summary>The root of a document.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="charset">The encoding that HTTP said; null when it said none.</param>
    /// <exception cref="LegacySystemException">It cannot be read.</exception>
    public static SoapElement Read(ReadOnlyMemory<byte> bytes, string? charset)
    {
        var (encoding, mark) = AnswerEncoding.Of(bytes.Span, charset);
        try
        {
            using var text = new StringReader(encoding.GetString(bytes.Span[mark..]));
            using var reader = XmlReader.Create(text, Settings);
            return ReadRoot(reader, FewestElements + (bytes.Length / BytesPerElement));
        }
        catch (DecoderFallbackException e)
        {
            throw new LegacySystemException($"the answer is said to be {encoding.WebName}, and is not from byte {mark + e.Index} on");
        }
        catch (XmlException e)
        {
            var place = $"line {e.LineNumber}, position {e.LinePosition}";
            throw new LegacySystemException($"the answer is not well-formed XML without a document type, as SOAP wants it ({place})");
        }
    }

    private static SoapElement ReadRoot(XmlReader reader, int mostElements)
    {
        SoapElement? root = null;
        var open = new Stack<(SoapElement Element, StringBuilder Text)>();
        var elements = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (++elements > mostElements)
                        throw new LegacySystemException("the answer has more elements than its size explains");
                    if (reader.Depth >= DeepestElement)
                        throw new LegacySystemException($"the answer is nested deeper than {DeepestElement} elements");
                    var isEmpty = reader.IsEmptyElement;
                    var element = ElementAt(reader);
                    root ??= element;
                    if (open.TryPeek(out var parent))
                        parent.Element.Add(element);
                    if (!isEmpty)
                        open.Push((element, new StringBuilder()));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when open.Count != 0:
                    open.Peek().Text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    var (closed, text) = open.Pop();
                    if (closed.Children.Count == 0)
                        closed.Text = text.ToString();
                    break;
            }
        }

        return root!;
    }

    private static SoapElement ElementAt(XmlReader reader) => new(
        reader.NamespaceURI,
        reader.LocalName,
        reader.GetAttribute("nil", SoapNames.SchemaInstance) is "1" or "true",
        reader.GetAttribute("mustUnderstand", SoapNames.Envelope) is "1");
}
