namespace Vamos.Adapters.Hl7.Mllp;

/// <summary>
/// Finds frames in a stream of bytes: 0x0B, the message, 0x1C, 0x0D. Whatever stands between frames is passed over and counted. A message that is
/// too long is not kept: only its beginning is, so that it can be answered.
/// </summary>
public sealed class MllpReader(Stream stream, int longestMessage)
{
    internal const byte Start = 0x0B;
    internal const byte End = 0x1C;
    internal const byte AfterEnd = 0x0D;

    private const int ChunkSize = 16 * 1024;
    private const int KeptOfTooLong = 1024;

    private readonly byte[] _chunk = new byte[ChunkSize];
    private ReadOnlyMemory<byte> _unread;
    private byte[] _content = [];
    private int _length;
    private bool _mayEnd;

    /// <summary>Bytes that stood outside of frames.</summary>
    public long Garbage { get; private set; }

    /// <summary>Frames that were begun and not ended.</summary>
    public long Broken { get; private set; }

    /// <summary>The next frame; null when the stream has ended.</summary>
    public async ValueTask<MllpFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await SkipToStartAsync(cancellationToken))
            return null;
        _length = 0;
        var isTooLong = false;
        while (_unread.Length != 0 || await FillAsync(cancellationToken))
        {
            var at = _unread.Span.IndexOfAny(Start, End);
            isTooLong |= !Keep(at < 0 ? _unread.Span : _unread.Span[..at], isTooLong);
            if (at < 0)
            {
                _unread = default;
                continue;
            }

            var mark = _unread.Span[at];
            _unread = _unread[(at + 1)..];
            if (mark == End)
            {
                // No character set has this byte in a message, so the carriage return need not be waited for. Some senders never send it.
                _mayEnd = true;
                return new MllpFrame(_content.AsMemory(0, _length), isTooLong);
            }

            // A new frame within a frame: the sender began anew, and the end of the first one is lost.
            Broken++;
            _length = 0;
            isTooLong = false;
        }

        Broken++;
        return null;
    }

    private async ValueTask<bool> SkipToStartAsync(CancellationToken cancellationToken)
    {
        while (_unread.Length != 0 || await FillAsync(cancellationToken))
        {
            if (_mayEnd && _unread.Span[0] == AfterEnd)
                _unread = _unread[1..];
            _mayEnd = false;
            var at = _unread.Span.IndexOf(Start);
            Garbage += at < 0 ? _unread.Length : at;
            _unread = at < 0 ? default : _unread[(at + 1)..];
            if (at >= 0)
                return true;
        }

        return false;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _unread = _chunk.AsMemory(0, await stream.ReadAsync(_chunk, cancellationToken));
        return _unread.Length != 0;
    }

    /// <summary>Keeps a part of the message; false when that makes it too long, and then only the beginning is kept.</summary>
    private bool Keep(ReadOnlySpan<byte> part, bool isTooLong)
    {
        if (isTooLong)
            return true;
        var fits = part.Length <= longestMessage - _length;
        var most = fits ? longestMessage : Math.Min(KeptOfTooLong, longestMessage);
        part = part[..Math.Clamp(most - _length, 0, part.Length)];
        if (_length + part.Length > _content.Length)
            Array.Resize(ref _content, Math.Min(Math.Max(_length + part.Length, _content.Length * 2), longestMessage));
        part.CopyTo(_content.AsSpan(_length));
        _length = Math.Min(_length + part.Length, most);
        return fits;
    }
}
