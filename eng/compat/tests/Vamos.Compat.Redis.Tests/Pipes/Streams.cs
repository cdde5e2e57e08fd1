namespace Vamos.Compat.Redis.Tests.Pipes;

/// <summary>A stream on which nothing happens until it is disposed.</summary>
internal class SilentStream : Stream
{
    private readonly TaskCompletionSource<int> _never = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_never.Task);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _never.TrySetException(new ObjectDisposedException(nameof(SilentStream)));
        base.Dispose(disposing);
    }
}

/// <summary>It could be read, but every write fails.</summary>
internal sealed class HalfBrokenStream : SilentStream
{
    public const string Message = "cannot be written to";

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => throw new IOException(Message);
}

/// <summary>Tells what it sees of its reader's execution context.</summary>
internal sealed class ContextStream(AsyncLocal<string?> local) : SilentStream
{
    private readonly TaskCompletionSource<string?> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string?> Seen => _seen.Task;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _seen.TrySetResult(local.Value);
        return base.ReadAsync(buffer, cancellationToken);
    }
}
