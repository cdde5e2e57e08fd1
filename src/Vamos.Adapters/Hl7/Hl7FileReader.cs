namespace Vamos.Adapters.Hl7;

using System.Buffers;
using System.Runtime.CompilerServices;

/// <summary>
/// The messages of a file, with or without batch envelopes, one after another: however long the file is, only one message of it is in memory, and
/// of a message that is too long only its beginning.
/// </summary>
public sealed class Hl7FileReader(Stream file, Hl7Limits limits)
{
    private const byte FrameStart = 0x0B;
    private const byte FrameEnd = 0x1C;
    private const int ChunkSize = 64 * 1024;
    private const int KeptOfTooLong = 1024;

    private readonly Hl7Envelope _envelope = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ArrayBufferWriter<byte> _message = new();
    private bool _lineIsTooLong;
    private bool _inMessage;
    private bool _messageIsTooLong;
    private int _messageLine;
    private int _lineNumber = 1;

    /// <summary>Reads them.</summary>
    /// <exception cref="Hl7Exception">The envelope is broken, or something stands outside of all messages.</exception>
    public async IAsyncEnumerable<Hl7FileMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkSize];
        var afterReturn = false;
        int read;
        while ((read = await file.ReadAsync(chunk, cancellationToken)) != 0)
        {
            for (var rest = chunk.AsMemory(0, read); !rest.IsEmpty;)
            {
                // CR, LF, or both together end one line.
                if (afterReturn && rest.Span[0] == '\n')
                {
                    afterReturn = false;
                    rest = rest[1..];
                    continue;
                }

                var length = rest.Span.IndexOfAny((byte)'\r', (byte)'\n');
                Add(length < 0 ? rest.Span : rest.Span[..length]);
                afterReturn = length >= 0 && rest.Span[length] == '\r';
                rest = length < 0 ? default : rest[(length + 1)..];
                if (length >= 0 && EndLine() is { } message)
                    yield return message;
            }
        }

        if (EndLine() is { } last)
            yield return last;
        if (EndMessage() is { } final)
            yield return final;
        _envelope.End();
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        var room = limits.MessageBytes + 1 - _line.WrittenCount;
        _lineIsTooLong |= bytes.Length > room;
        _line.Write(bytes[..Math.Min(bytes.Length, room)]);
    }

    private Hl7FileMessage? EndLine()
    {
        var number = _lineNumber++;
        var line = _line.WrittenSpan;
        // Some systems write what they send, frames and all.
        line = line.Trim([FrameStart, FrameEnd]);
        if (number == 1 && line.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            line = line[3..];
        Hl7FileMessage? ended = null;
        if (line.StartsWith("MSH"u8))
        {
            ended = EndMessage();
            _envelope.BeginMessage(number);
            _inMessage = true;
            _messageLine = number;
            AddToMessage(line);
        }
        else if (line.Length >= 3 && line[0] is (byte)'F' or (byte)'B' && IsOfEnvelope(line))
        {
            ended = EndMessage();
            _envelope.Take(line, number);
        }
        else if (!line.Trim((byte)' ').IsEmpty)
        {
            if (!_inMessage)
                throw new Hl7Exception(Hl7ErrorCode.SegmentSequence, null, $"line {number} of the file belongs to no message");
            AddToMessage(line);
        }

        _line.ResetWrittenCount();
        _lineIsTooLong = false;
        return ended;
    }

    private static bool IsOfEnvelope(ReadOnlySpan<byte> line) =>
        line.StartsWith("FHS"u8) || line.StartsWith("BHS"u8) || line.StartsWith("BTS"u8) || line.StartsWith("FTS"u8);

    private void AddToMessage(ReadOnlySpan<byte> line)
    {
        if (_lineIsTooLong || _message.WrittenCount + line.Length + 1 > limits.MessageBytes)
            _messageIsTooLong = true;
        if (!_messageIsTooLong || _message.WrittenCount == 0)
        {
            _message.Write(_messageIsTooLong ? line[..Math.Min(line.Length, KeptOfTooLong)] : line);
            _message.Write("\r"u8);
        }
    }

    private Hl7FileMessage? EndMessage()
    {
        if (!_inMessage)
            return null;
        var message = new Hl7FileMessage(_messageLine, _message.WrittenSpan.ToArray(), _messageIsTooLong);
        _message.ResetWrittenCount();
        _inMessage = _messageIsTooLong = false;
        return message;
    }
}
