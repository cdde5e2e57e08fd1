namespace Vamos.Clients.Connections;

/// <summary>
/// The stream within TLS, which notes whether the server ever said a word. TLS 1.3 lets a client finish before the server
/// has judged its certificate; a server that refuses it just ends the connection, and depending on who is faster that looks
/// like an end, a reset, a broken pipe or a disposed stream. Here all of them become a <see cref="NoFirstWordException"/>.
/// </summary>
internal sealed class FirstWordStream(Stream inner) : Stream
{
    private volatile bool _heard;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _heard ? inner.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _heard ? inner.WriteAsync(buffer, cancellationToken) : WriteUnheardAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is written asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            if (count == 0 && buffer.Length != 0)
                throw new NoFirstWordException(null);
            _heard |= count != 0;
            return count;
        }
        catch (Exception e) when (IsEnd(e))
        {
            throw new NoFirstWordException(e);
        }
    }

    private async ValueTask WriteUnheardAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (IsEnd(e) && !_heard)
        {
            throw new NoFirstWordException(e);
        }
    }

    private static bool IsEnd(Exception e) => e is IOException and not NoFirstWordException or ObjectDisposedException;
}

/// <summary>The server ended the connection before it said anything.</summary>
internal sealed class NoFirstWordException(Exception? innerException)
    : IOException("The server ended the connection before it said anything.", innerException);
