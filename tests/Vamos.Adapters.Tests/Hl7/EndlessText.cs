namespace Vamos.Adapters.Tests.Hl7;

using System.Text;

/// <summary>A stream that begins with some bytes and goes on with the letter x, completing every read at once.</summary>
internal sealed class EndlessText(string start, long length) : Stream
{
    private readonly byte[] _start = Encoding.Latin1.GetBytes(start);
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - _at);
        for (var index = 0; index < count; index++, _at++)
            buffer[index] = _at < _start.Length ? _start[_at] : (byte)'x';
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
