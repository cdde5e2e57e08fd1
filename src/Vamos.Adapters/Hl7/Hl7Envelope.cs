namespace Vamos.Adapters.Hl7;

using System.Globalization;
using System.Text;

/// <summary>The batch envelopes around the messages of a file (FHS, BHS, BTS, FTS) and the counts in them.</summary>
internal sealed class Hl7Envelope
{
    private bool _fileOpen;
    private bool _fileClosed;
    private bool _batchOpen;
    private int _messages;
    private int _batches;

    /// <summary>Notes that a message begins.</summary>
    public void BeginMessage(int line)
    {
        ThrowIfClosed(line);
        _messages++;
    }

    /// <summary>Looks at a line that begins with one of the four names.</summary>
    /// <returns>False when the line is of no envelope.</returns>
    /// <exception cref="Hl7Exception">The envelope contradicts itself or the messages within it.</exception>
    public bool Take(ReadOnlySpan<byte> line, int number)
    {
        if (line.StartsWith("FHS"u8))
            BeginFile(number);
        else if (line.StartsWith("BHS"u8))
            BeginBatch(number);
        else if (line.StartsWith("BTS"u8))
            EndBatch(line, number);
        else if (line.StartsWith("FTS"u8))
            EndFile(line, number);
        else
            return false;
        return true;
    }

    /// <summary>Notes that the file ends.</summary>
    /// <exception cref="Hl7Exception">Something was begun and not ended: the file was cut.</exception>
    public void End()
    {
        if (_batchOpen)
            throw Broken("BTS", "is missing: the file ends within a batch");
        if (_fileOpen && !_fileClosed)
            throw Broken("FTS", "is missing: the file was cut");
    }

    private static Hl7Exception Broken(string segment, string reason) => new(Hl7ErrorCode.SegmentSequence, new Hl7Location(segment, 1), reason);

    private static int? CountIn(ReadOnlySpan<byte> line)
    {
        var text = Encoding.Latin1.GetString(line);
        var first = text.Length > 4 ? text[4..].Split(text[3])[0].Trim() : "";
        if (first.Length == 0)
            return null;
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new Hl7Exception(Hl7ErrorCode.DataType, new Hl7Location(text[..3], 1, 1), "is no count");
    }

    private void BeginFile(int line)
    {
        if (_fileOpen || _messages != 0 || _batches != 0)
            throw Broken("FHS", $"stands in line {line}, not at the beginning of the file");
        _fileOpen = true;
    }

    private void BeginBatch(int line)
    {
        ThrowIfClosed(line);
        if (_batchOpen)
            throw Broken("BHS", $"in line {line} begins a batch within a batch");
        _batchOpen = true;
        _messages = 0;
    }

    private void EndBatch(ReadOnlySpan<byte> line, int number)
    {
        ThrowIfClosed(number);
        if (CountIn(line) is { } count && count != _messages)
            throw Broken("BTS", $"in line {number} counts {count} messages, but there are {_messages}");
        _batchOpen = false;
        _messages = 0;
        _batches++;
    }

    private void EndFile(ReadOnlySpan<byte> line, int number)
    {
        ThrowIfClosed(number);
        if (_batchOpen)
            throw Broken("BTS", $"is missing before line {number}");
        // Messages that stand in the file without a batch around them count as one.
        var batches = _batches == 0 && _messages != 0 ? 1 : _batches;
        if (CountIn(line) is { } count && count != batches)
            throw Broken("FTS", $"in line {number} counts {count} batches, but there are {batches}");
        _fileClosed = true;
    }

    private void ThrowIfClosed(int line)
    {
        if (_fileClosed)
            throw Broken("FTS", $"does not end the file: line {line} comes after it");
    }
}
