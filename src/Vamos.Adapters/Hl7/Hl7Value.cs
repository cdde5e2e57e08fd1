namespace Vamos.Adapters.Hl7;

/// <summary>
/// A field or a part of one. Parts are looked for when they are asked for. One that is not there is empty, and the first part of what has no
/// parts is the thing itself, as versions of the standard need it that gave parts to fields that had none.
/// </summary>
public readonly struct Hl7Value
{
    /// <summary>What says that a value is to be deleted, unlike an empty one, which says nothing.</summary>
    internal const string Null = "\"\"";

    private readonly ReadOnlyMemory<char> _raw;
    private readonly Hl7Encoding? _encoding;
    private readonly Level _level;

    internal Hl7Value(ReadOnlyMemory<char> raw, Hl7Encoding encoding)
        : this(raw, encoding, Level.Field)
    {
    }

    private Hl7Value(ReadOnlyMemory<char> raw, Hl7Encoding encoding, Level level)
    {
        _raw = raw;
        _encoding = encoding;
        _level = level;
    }

    private enum Level
    {
        Field,
        Repetition,
        Component,
        Subcomponent,
    }

    /// <summary>As it is written.</summary>
    public ReadOnlySpan<char> Raw => _raw.Span;

    /// <summary>Whether nothing is said.</summary>
    public bool IsEmpty => _raw.IsEmpty;

    /// <summary>Whether it says that there is no such value, or no longer: two double quotes.</summary>
    public bool IsNull => Raw is Null;

    /// <summary>What it says, unescaped; of several parts the first. Empty for the null value too.</summary>
    public string Text
    {
        get
        {
            if (_encoding is null || IsEmpty || IsNull)
                return "";
            var leaf = Down(Level.Subcomponent, 1);
            return leaf.IsNull ? "" : Hl7Escape.Decode(leaf.Raw, _encoding);
        }
    }

    /// <summary>The repetitions of a field; of an empty one none.</summary>
    public IEnumerable<Hl7Value> Repetitions
    {
        get
        {
            if (_encoding is null || IsEmpty)
                yield break;
            var rest = _raw;
            while (true)
            {
                var end = _level == Level.Field ? IndexIn(rest, _encoding.Delimiters.Repetition) : -1;
                yield return new Hl7Value(end < 0 ? rest : rest[..end], _encoding, Level.Repetition);
                if (end < 0)
                    yield break;
                rest = rest[(end + 1)..];
            }
        }
    }

    /// <summary>A component, counted from 1; of a field with repetitions, of the first.</summary>
    public Hl7Value Component(int number) => Down(Level.Component, number);

    /// <summary>A subcomponent, counted from 1; of what has components, of the first.</summary>
    public Hl7Value Subcomponent(int number) => Down(Level.Subcomponent, number);

    /// <inheritdoc />
    public override string ToString() => $"{_level} of {_raw.Length} characters";

    private static int IndexIn(ReadOnlyMemory<char> text, char delimiter) => delimiter == Hl7Delimiters.None ? -1 : text.Span.IndexOf(delimiter);

    private Hl7Value Down(Level level, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        if (_encoding is null)
            return default;
        var raw = _raw;
        for (var above = _level + 1; above < level; above++)
            raw = Part(raw, DelimiterOf(above), 1);
        if (_level < level)
            raw = Part(raw, DelimiterOf(level), number);
        else if (number != 1)
            raw = default;
        return new Hl7Value(raw, _encoding, level);
    }

    private char DelimiterOf(Level level) => level switch
    {
        Level.Repetition => _encoding!.Delimiters.Repetition,
        Level.Component => _encoding!.Delimiters.Component,
        _ => _encoding!.Delimiters.Subcomponent,
    };

    private static ReadOnlyMemory<char> Part(ReadOnlyMemory<char> text, char delimiter, int number)
    {
        for (; number > 1; number--)
        {
            var skipped = IndexIn(text, delimiter);
            if (skipped < 0)
                return default;
            text = text[(skipped + 1)..];
        }

        var end = IndexIn(text, delimiter);
        return end < 0 ? text : text[..end];
    }
}
