namespace Vamos.Fips.Documents.Tree;

using System.Text;
using System.Text.Json;

/// <summary>Reads JSON with the line of every value.</summary>
internal ref struct JsonTree
{
    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _reader;
    private int _line;
    private int _counted;

    private JsonTree(ReadOnlySpan<byte> utf8, int firstLine)
    {
        _utf8 = utf8;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DocumentLimits.Depth });
        _line = firstLine;
    }

    /// <summary>Reads one value.</summary>
    /// <param name="text">The value and nothing else.</param>
    /// <param name="firstLine">Line of the file that the text begins on.</param>
    /// <exception cref="FormSyntaxException">It is not JSON.</exception>
    public static FormNode Read(string text, int firstLine)
    {
        var tree = new JsonTree(Encoding.UTF8.GetBytes(text), firstLine);
        try
        {
            tree._reader.Read();
            var node = tree.Value();
            tree._reader.Read(); // refuses what follows
            return node;
        }
        catch (JsonException e)
        {
            // The reader's own words quote what stands there, to the end of the file.
            throw new FormSyntaxException(
                firstLine + (int)(e.LineNumber ?? 0),
                $"is not JSON, at column {e.BytePositionInLine + 1}; look for a bracket, a comma or a quotation mark too many or too few");
        }
        catch (InvalidOperationException)
        {
            // half of a character that is written in two escapes
            throw new FormSyntaxException(tree._line, "is not JSON: a text holds an escape that is no character");
        }
    }

    private FormNode Value()
    {
        var line = Line();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<(string, int, FormNode)>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
                {
                    var (key, at) = (_reader.GetString()!, Line());
                    _reader.Read();
                    entries.Add((key, at, Value()));
                }

                return new GroupNode(line, entries);
            case JsonTokenType.StartArray:
                var list = new List<FormNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    list.Add(Value());
                return new ListNode(line, list);
            case JsonTokenType.String:
                return new ValueNode(line, _reader.GetString()!, ValueKind.Quoted);
            case JsonTokenType.Number:
                return new ValueNode(line, Encoding.UTF8.GetString(_reader.ValueSpan), ValueKind.Number);
            case JsonTokenType.True or JsonTokenType.False:
                return new ValueNode(line, _reader.TokenType == JsonTokenType.True ? "true" : "false", ValueKind.Truth);
            default:
                return new ValueNode(line, "", ValueKind.Nothing);
        }
    }

    private int Line()
    {
        var here = (int)_reader.TokenStartIndex;
        _line += _utf8[_counted..here].Count((byte)'\n');
        _counted = here;
        return _line;
    }
}
