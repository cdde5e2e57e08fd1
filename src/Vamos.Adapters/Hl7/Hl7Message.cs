namespace Vamos.Adapters.Hl7;

/// <summary>
/// A message of HL7 v2 in the pipe encoding: chapter 2 of the standard, any version from 2.1 on. Parsing finds the segments and their names;
/// everything within them is found when it is asked for. Segments that nobody knows are kept.
/// </summary>
public sealed class Hl7Message
{
    private const char ByteOrderMark = '\uFEFF';
    private readonly string _text;
    private readonly (int Start, int Length)[] _segments;

    private Hl7Message(string text, (int Start, int Length)[] segments, Hl7Encoding encoding)
    {
        _text = text;
        _segments = segments;
        Encoding = encoding;
    }

    /// <summary>How it is written.</summary>
    public Hl7Encoding Encoding { get; }

    /// <summary>How many segments it has.</summary>
    public int Count => _segments.Length;

    /// <summary>All segments in their order; the first is the header.</summary>
    public IEnumerable<Hl7Segment> Segments
    {
        get
        {
            for (var index = 0; index < _segments.Length; index++)
                yield return this[index];
        }
    }

    /// <summary>The header, MSH.</summary>
    public Hl7Segment Header => this[0];

    /// <summary>A segment by its place, counted from 0.</summary>
    public Hl7Segment this[int index] => new(this, index, _text.AsMemory(_segments[index].Start, _segments[index].Length));

    /// <summary>Reads the bytes of a message, in the character set of MSH-18.</summary>
    /// <param name="bytes">The message without frame.</param>
    /// <param name="fallback">The set where MSH-18 is empty.</param>
    /// <param name="limits">What it may measure; the defaults when null.</param>
    /// <exception cref="Hl7Exception">It is no message.</exception>
    public static Hl7Message Parse(ReadOnlySpan<byte> bytes, Hl7CharacterSet fallback, Hl7Limits? limits = null)
    {
        limits ??= Hl7Limits.Default;
        if (bytes.Length > limits.MessageBytes)
            throw new Hl7Exception(Hl7ErrorCode.Internal, null, $"the message is longer than {limits.MessageBytes} bytes");
        var set = Hl7Sniff.CharacterSet(bytes, fallback, out var start);
        return Parse(set.Decode(bytes[start..]), set, limits);
    }

    /// <summary>Reads a message that is text already.</summary>
    /// <exception cref="Hl7Exception">It is no message.</exception>
    public static Hl7Message Parse(string text, Hl7CharacterSet? set = null, Hl7Limits? limits = null)
    {
        limits ??= Hl7Limits.Default;
        var segments = new List<(int Start, int Length)>();
        var delimiters = default(Hl7Delimiters);
        var at = text.StartsWith(ByteOrderMark) ? 1 : 0;
        while (at < text.Length)
        {
            var length = text.AsSpan(at).IndexOfAny('\r', '\n');
            if (length < 0)
                length = text.Length - at;
            var line = text.AsSpan(at, length);
            if (!line.IsWhiteSpace())
            {
                if (segments.Count == 0)
                    delimiters = HeaderOf(line);
                else
                    ThrowIfNoSegment(line, delimiters, segments.Count + 1);
                if (segments.Count == limits.Segments)
                    throw new Hl7Exception(Hl7ErrorCode.Internal, null, $"the message has more than {limits.Segments} segments");
                segments.Add((at, length));
            }

            at += length + 1;
        }

        if (segments.Count == 0)
            throw new Hl7Exception(Hl7ErrorCode.SegmentSequence, null, "the message is empty");
        return new Hl7Message(text, [.. segments], new Hl7Encoding(delimiters, set ?? Hl7CharacterSet.Utf8));
    }

    /// <summary>The first segment of a name; null when there is none.</summary>
    public Hl7Segment? Find(string name)
    {
        for (var index = 0; index < _segments.Length; index++)
        {
            if (this[index].Is(name))
                return this[index];
        }

        return null;
    }

    /// <summary>The first segment of a name, which must be there.</summary>
    /// <exception cref="Hl7Exception">There is none.</exception>
    public Hl7Segment Require(string name) =>
        Find(name) ?? throw new Hl7Exception(Hl7ErrorCode.SegmentSequence, new Hl7Location(name, 1), "is missing");

    internal int OccurrenceOf(int index)
    {
        var name = this[index].Name;
        return Enumerable.Range(0, index + 1).Count(i => this[i].Is(name));
    }

    private static Hl7Delimiters HeaderOf(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("MSH", StringComparison.Ordinal))
            throw new Hl7Exception(Hl7ErrorCode.SegmentSequence, new Hl7Location("MSH", 1), "is missing at the beginning");
        return Hl7Delimiters.Of(line);
    }

    private static void ThrowIfNoSegment(ReadOnlySpan<char> line, Hl7Delimiters delimiters, int number)
    {
        var isNamed = line.Length >= 3 && char.IsAsciiLetterUpper(line[0]) && IsOfName(line[1]) && IsOfName(line[2]);
        if (!isNamed || (line.Length > 3 && line[3] != delimiters.Field))
            throw new Hl7Exception(Hl7ErrorCode.SegmentSequence, null, $"line {number} of the message is no segment");
        if (line.StartsWith("MSH", StringComparison.Ordinal))
            throw new Hl7Exception(Hl7ErrorCode.SegmentSequence, new Hl7Location("MSH", 2), "begins another message within the message");
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c);
}
