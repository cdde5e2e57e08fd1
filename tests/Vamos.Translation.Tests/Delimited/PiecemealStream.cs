namespace Vamos.Translation.Tests.Delimited;

/// <summary>A stream that gives its bytes in small pieces, or makes them up as it goes.</summary>
public sealed class PiecemealStream(Func<long, byte> byteAt, long length, int piece) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public static PiecemealStream Of(byte[] bytes, int piece) => new(at => bytes[at], bytes.Length, piece);

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(Math.Min(count, piece), length - _position);
        for (var i = 0; i < read; i++)
            buffer[offset + i] = byteAt(_position + i);
        _position += read;
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
