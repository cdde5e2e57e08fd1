namespace Vamos.Fips.Documents.Tree;

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

/// <summary>Reads the documents of a YAML text one after the other, with the line of every value.</summary>
internal sealed class YamlTree(string text)
{
    private const int LongestMessage = 200;

    private readonly Parser _parser = new(new StringReader(text));
    private int _depth;

    /// <summary>The next document that is not empty; null after the last one.</summary>
    /// <exception cref="FormSyntaxException">It is not YAML, or uses what forms have no need of. Nothing can be read after it.</exception>
    public FormNode? Next()
    {
        try
        {
            while (_parser.MoveNext())
            {
                if (_parser.Current is not DocumentStart)
                    continue;
                _parser.MoveNext();
                if (Value() is not ValueNode { Kind: ValueKind.Nothing } and var node)
                    return node;
            }

            return null;
        }
        catch (YamlException e)
        {
            throw new FormSyntaxException((int)e.Start.Line, $"is not YAML, at column {e.Start.Column}: {Short(e.Message)}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // Some mistakes (a brace that is not closed, a tag that is none) meet the parser unprepared.
            throw Refused("is not YAML from here on; look for a bracket, a brace or a quotation mark too many or too few");
        }
    }

    private FormNode Value()
    {
        var line = Line;
        if (_parser.Current is AnchorAlias || _parser.Current is NodeEvent { Anchor.IsEmpty: false })
            throw Refused("must be written out: references (& and *) are not read");
        if (_parser.Current is NodeEvent { Tag.IsEmpty: false })
            throw Refused("must not carry a tag (!): the field says what a value is");
        switch (_parser.Current)
        {
            case Scalar scalar:
                return OfScalar(scalar);
            case SequenceStart:
                var list = new List<FormNode>();
                for (Enter(); _parser.Current is not SequenceEnd; _parser.MoveNext())
                    list.Add(Value());
                _depth--;
                return new ListNode(line, list);
            case MappingStart:
                var entries = new List<(string, int, FormNode)>();
                for (Enter(); _parser.Current is not MappingEnd; _parser.MoveNext())
                {
                    if (_parser.Current is not Scalar key)
                        throw Refused("must have plain words as keys");
                    var at = Line;
                    _parser.MoveNext();
                    entries.Add((key.Value, at, Value()));
                }

                _depth--;
                return new GroupNode(line, entries);
            default:
                throw Refused("ends before it is complete");
        }
    }

    private int Line => (int)(_parser.Current?.Start.Line ?? 1);

    private static ValueNode OfScalar(Scalar scalar)
    {
        var line = (int)scalar.Start.Line;
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any))
            return new ValueNode(line, scalar.Value, ValueKind.Quoted);
        return new ValueNode(line, scalar.Value, scalar.Value is "" or "~" or "null" ? ValueKind.Nothing : ValueKind.Plain);
    }

    private void Enter()
    {
        if (++_depth > DocumentLimits.Depth)
            throw Refused($"is nested more than {DocumentLimits.Depth} levels deep");
        _parser.MoveNext();
    }

    private static string Short(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";

    private FormSyntaxException Refused(string message) => new(Line, message);
}
