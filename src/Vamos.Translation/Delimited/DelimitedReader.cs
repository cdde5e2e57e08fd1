namespace Vamos.Translation.Delimited;

/// <summary>
/// Reads delimited text by RFC 4180, with any delimiter, as bytes and one record at a time. Memory is bounded whatever the file holds: a record has
/// a longest length, and what exceeds it is passed over without being kept. A malformed record costs the line on which it begins and no more, so
/// that one quotation mark too many does not swallow the lines behind it.
/// <para>CsvHelper was considered instead. It bounds a field but not a record, has no way back to the line behind an open quotation mark, and reads
/// decoded text, where the bytes of a wrong encoding can no longer be told.</para>
/// </summary>
public sealed class DelimitedReader(Stream stream, char delimiter, int mostFields, int longestRecord = DelimitedReader.LongestRecord)
{
    public const int LongestRecord = 64 * 1024;

    /// <summary>The flaw of a record whose quoted field goes on to the end of the file.</summary>
    public const string NeverClosed = "a quotation mark that is never closed";

    private const byte Quote = (byte)'"';
    private const byte LineFeed = (byte)'\n';
    private const byte Return = (byte)'\r';

    private readonly byte _delimiter = (byte)delimiter;
    private readonly byte[] _buffer = new byte[Math.Max(256 * 1024, 2 * longestRecord)];
    private readonly (int Start, int Length, bool Escaped)[] _fields = new (int, int, bool)[mostFields];
    private int _start;
    private int _end;
    private bool _atEnd;
    private long _nextLine = 1;
    private long _bufferAt;

    private enum Outcome
    {
        Record,
        Malformed,
        NeedsMore,
    }

    /// <summary>Number of the line on which the record begins.</summary>
    public long Line { get; private set; }

    /// <summary>Where in the stream the record begins.</summary>
    public long Offset { get; private set; }

    /// <summary>How many bytes it has, quotation marks and line end included.</summary>
    public long Length => _bufferAt + _start - Offset;

    /// <summary>Fields of the record, also those beyond the most that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Why the record cannot be read; null when it can.</summary>
    public string? Flaw { get; private set; }

    /// <summary>Whether there is nothing on the line at all.</summary>
    public bool IsBlank => Flaw is null && Count == 1 && _fields[0].Length == 0;

    /// <summary>Whether a line end stood behind the record.</summary>
    public bool HasLineEnd { get; private set; }

    /// <summary>A field of the record, without its quotation marks; good until the next one is read.</summary>
    public ReadOnlySpan<byte> Field(int index) => _buffer.AsSpan(_fields[index].Start, _fields[index].Length);

    /// <summary>Reads the next record; false behind the last.</summary>
    public bool Read()
    {
        if (_start == _end)
            Fill();
        if (_start == _end)
            return false;

        Line = _nextLine;
        Offset = _bufferAt + _start;
        Flaw = null;
        var outcome = Scan(out var length);
        if (outcome == Outcome.NeedsMore && !_atEnd && _end - _start < longestRecord + 2)
        {
            Fill();
            outcome = Scan(out length);
        }

        if (outcome == Outcome.Record)
            Finish(length);
        else
            PassOver(outcome);
        return true;
    }

    private Outcome Scan(out int length)
    {
        var most = Math.Min(_end - _start, longestRecord + 2);
        var isAll = _atEnd && most == _end - _start;
        var window = _buffer.AsSpan(_start, most);
        Count = 0;
        length = 0;
        while (true)
        {
            var quoted = length < window.Length && window[length] == Quote;
            var start = quoted ? length + 1 : length;
            var escaped = false;
            int end;
            if (quoted)
            {
                end = ClosingQuote(window, start, ref escaped);
                if (end < 0)
                    return isAll ? Malformed(NeverClosed) : Outcome.NeedsMore;
                if (end + 1 == window.Length && !isAll)
                    return Outcome.NeedsMore;
                length = end + 1;
            }
            else
            {
                var found = window[start..].IndexOfAny(_delimiter, LineFeed, Quote);
                if (found < 0 && !isAll)
                    return Outcome.NeedsMore;
                end = found < 0 ? window.Length : start + found;
                length = end;
                if (end < window.Length && window[end] == Quote)
                    return Malformed("a quotation mark within a field that is not quoted");
                if (end > start && window[end - 1] == Return && (end == window.Length || window[end] == LineFeed))
                    length = --end;
            }

            if (Count < _fields.Length)
                _fields[Count] = (_start + start, end - start, escaped);
            Count++;
            if (length < window.Length && window[length] == _delimiter)
            {
                length++;
                continue;
            }

            return EndOfRecord(window, isAll, ref length);
        }
    }

    private Outcome EndOfRecord(ReadOnlySpan<byte> window, bool isAll, ref int length)
    {
        if (length < window.Length && window[length] == Return)
        {
            if (length + 1 == window.Length && !isAll)
                return Outcome.NeedsMore;
            length++;
        }

        HasLineEnd = length < window.Length && window[length] == LineFeed;
        if (HasLineEnd)
            length++;
        else if (length < window.Length)
            return Malformed("text behind a closing quotation mark");
        return Outcome.Record;
    }

    private static int ClosingQuote(ReadOnlySpan<byte> window, int from, ref bool escaped)
    {
        while (true)
        {
            var found = window[from..].IndexOf(Quote);
            if (found < 0)
                return -1;
            from += found;
            if (from + 1 == window.Length || window[from + 1] != Quote)
                return from;
            escaped = true;
            from += 2;
        }
    }

    private Outcome Malformed(string flaw)
    {
        Flaw = flaw;
        return Outcome.Malformed;
    }

    private void Finish(int length)
    {
        var record = _buffer.AsSpan(_start, length);
        _nextLine += Math.Max(1, record.Count(LineFeed));
        for (var i = 0; i < Math.Min(Count, _fields.Length); i++)
        {
            if (_fields[i].Escaped)
                _fields[i].Length = Unescape(_buffer.AsSpan(_fields[i].Start, _fields[i].Length));
        }

        _start += length;
    }

    private static int Unescape(Span<byte> field)
    {
        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            field[length++] = field[i];
            if (field[i] == Quote)
                i++;
        }

        return length;
    }

    // The rest of the line, of which there may be any amount.
    private void PassOver(Outcome outcome)
    {
        Count = 0;
        if (outcome == Outcome.NeedsMore)
            Flaw = $"longer than {longestRecord} bytes, or {NeverClosed}";
        _nextLine++;
        while (true)
        {
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf(LineFeed);
            HasLineEnd = found >= 0;
            _start = HasLineEnd ? _start + found + 1 : _end;
            if (HasLineEnd || _atEnd)
                return;
            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _bufferAt += _start;
        _start = 0;
        while (!_atEnd && _end < _buffer.Length)
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _atEnd = read == 0;
            _end += read;
        }
    }
}
