namespace Vamos.Adapters.Hl7;

/// <summary>One segment of a message.</summary>
public readonly struct Hl7Segment
{
    private const int NameLength = 3;

    private readonly Hl7Message _message;
    private readonly int _index;
    private readonly ReadOnlyMemory<char> _text;

    internal Hl7Segment(Hl7Message message, int index, ReadOnlyMemory<char> text)
    {
        _message = message;
        _index = index;
        _text = text;
    }

    /// <summary>Three letters or digits.</summary>
    public string Name => _text[..NameLength].ToString();

    /// <summary>Whether it is of a name.</summary>
    public bool Is(string name) => _text.Span.StartsWith(name, StringComparison.Ordinal);

    /// <summary>
    /// A field, counted from 1 as the standard does; empty when the segment ends before it. The first field of a header is the separator itself,
    /// and its second one is never parted.
    /// </summary>
    public Hl7Value Field(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var rest = _text[NameLength..];
        if (rest.IsEmpty)
            return default;
        var isHeader = IsHeader(_text.Span);
        if (isHeader && number == 1)
            return new Hl7Value(rest[..1], Hl7Encoding.Literal);

        var delimiter = rest.Span[0];
        for (var skip = isHeader ? number - 2 : number - 1; skip > 0; skip--)
        {
            var skipped = rest.Span[1..].IndexOf(delimiter);
            if (skipped < 0)
                return default;
            rest = rest[(skipped + 1)..];
        }

        var end = rest.Span[1..].IndexOf(delimiter);
        return new Hl7Value(end < 0 ? rest[1..] : rest.Slice(1, end), isHeader && number == 2 ? Hl7Encoding.Literal : _message.Encoding);
    }

    /// <summary>Where a field of it is.</summary>
    public Hl7Location At(int field, int component = 0) => new(Name, _message.OccurrenceOf(_index), field, 0, component);

    /// <summary>An error about a field of it.</summary>
    public Hl7Exception Flaw(Hl7ErrorCode code, int field, string reason, int component = 0) => new(code, At(field, component), reason);

    /// <inheritdoc />
    public override string ToString() => Name;

    internal static bool IsHeader(ReadOnlySpan<char> segment) =>
        segment.StartsWith("MSH", StringComparison.Ordinal)
        || segment.StartsWith("FHS", StringComparison.Ordinal)
        || segment.StartsWith("BHS", StringComparison.Ordinal);
}
