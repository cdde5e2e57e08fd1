namespace Vamos.Adapters.Hl7;

using System.Text;

/// <summary>
/// Writes messages: segment after segment, field after field. Texts are escaped; what is empty at the end of a field or segment is left out.
/// </summary>
public sealed class Hl7Writer(Hl7Encoding? encoding = null)
{
    private readonly StringBuilder _text = new();
    private readonly Hl7Encoding _encoding = encoding ?? Hl7Encoding.Standard;
    private int _segmentEnd;
    private int _fieldStart;

    /// <summary>Begins a header (MSH, FHS, BHS) and writes its first two fields.</summary>
    public Hl7Writer Header(string name)
    {
        EndSegment();
        _text.Append(name).Append(_encoding.Delimiters.Field).Append(_encoding.Delimiters.EncodingCharacters);
        _segmentEnd = _fieldStart = _text.Length;
        return this;
    }

    /// <summary>Begins a segment.</summary>
    public Hl7Writer Segment(string name)
    {
        EndSegment();
        _text.Append(name);
        _segmentEnd = _fieldStart = _text.Length;
        return this;
    }

    /// <summary>The next field, of components.</summary>
    public Hl7Writer Field(params ReadOnlySpan<string?> components)
    {
        BeginField();
        return Components(components);
    }

    /// <summary>The next field, of repetitions that consist of components that consist of subcomponents.</summary>
    public Hl7Writer Field(IEnumerable<IEnumerable<IReadOnlyList<string>>> repetitions)
    {
        BeginField();
        var first = true;
        foreach (var repetition in repetitions)
        {
            if (!first)
                BeginPart(_encoding.Delimiters.Repetition);
            first = false;
            Parts(repetition);
        }

        return this;
    }

    /// <summary>A further repetition of the field, of components.</summary>
    public Hl7Writer Repeat(params ReadOnlySpan<string?> components)
    {
        BeginPart(_encoding.Delimiters.Repetition);
        return Components(components);
    }

    /// <summary>The next field, which says that there is no such value.</summary>
    public Hl7Writer NullField()
    {
        BeginField();
        _text.Append(Hl7Value.Null);
        return this;
    }

    /// <summary>The next field, copied as it is written in a message of the same encoding.</summary>
    public Hl7Writer Copy(Hl7Value value)
    {
        BeginField();
        _text.Append(value.Raw);
        return this;
    }

    /// <summary>Leaves fields empty.</summary>
    public Hl7Writer Skip(int fields)
    {
        for (; fields > 0; fields--)
            BeginField();
        return this;
    }

    /// <summary>The message as bytes of its character set.</summary>
    /// <exception cref="Hl7Exception">A letter is not of the set.</exception>
    public byte[] ToBytes() => _encoding.CharacterSet.Encode(ToString());

    /// <summary>The message, every segment ended by a carriage return.</summary>
    public override string ToString()
    {
        EndSegment();
        return _text.ToString();
    }

    private Hl7Writer Components(ReadOnlySpan<string?> components)
    {
        var start = _text.Length;
        for (var index = 0; index < components.Length; index++)
        {
            if (index != 0)
                BeginPart(_encoding.Delimiters.Component);
            Hl7Escape.Append(_text, components[index], _encoding);
        }

        TrimEnd(start, _encoding.Delimiters.Component);
        return this;
    }

    private void Parts(IEnumerable<IReadOnlyList<string>> components)
    {
        var start = _text.Length;
        var first = true;
        foreach (var subcomponents in components)
        {
            if (!first)
                BeginPart(_encoding.Delimiters.Component);
            first = false;
            var componentStart = _text.Length;
            for (var index = 0; index < subcomponents.Count; index++)
            {
                if (index != 0)
                    BeginPart(_encoding.Delimiters.Subcomponent);
                Hl7Escape.Append(_text, subcomponents[index], _encoding);
            }

            TrimEnd(componentStart, _encoding.Delimiters.Subcomponent);
        }

        TrimEnd(start, _encoding.Delimiters.Component);
    }

    private void BeginField()
    {
        if (_text.Length > _fieldStart)
            _segmentEnd = _text.Length;
        _text.Append(_encoding.Delimiters.Field);
        _fieldStart = _text.Length;
    }

    private void BeginPart(char delimiter)
    {
        if (delimiter == Hl7Delimiters.None)
            throw new Hl7Exception(Hl7ErrorCode.DataType, new Hl7Location("MSH", 1, 2), "does not define the delimiter that a value needs");
        _text.Append(delimiter);
    }

    private void TrimEnd(int start, char delimiter)
    {
        while (_text.Length > start && _text[^1] == delimiter)
            _text.Length--;
    }

    private void EndSegment()
    {
        if (_text.Length == 0 || _text[^1] == '\r')
            return;
        if (_text.Length == _fieldStart)
            _text.Length = _segmentEnd;
        _text.Append('\r');
    }
}
