namespace Pipelines.Sockets.Unofficial.Pumping;

using System.IO.Pipelines;

/// <summary>
/// The writing end that the client gets. One thread writes at a time, but another may flush (the client does at the end of
/// its handshake, when commands may follow already) or complete (whoever notices a failure) at the very moment when a span
/// is in the writer's hands. A plain pipe could then pass that span's segment on to the shared pool, and what is written
/// would appear in somebody else's buffer. So a flush waits for the span, and completion is left to the writer.
/// </summary>
internal sealed class OrderedWriter(PipeWriter inner, ConnectionEnd end) : PipeWriter
{
    private const int Nobody = 0;
    private const int Pipe = -1; // the pipe itself is being flushed or completed, which never lasts

    // Between taking a span and advancing there is only copying; who lets go for longer has given the span up.
    private const int SpinsBeforeGivenUp = 1000;

    private int _holder; // Nobody, Pipe, or the id of the thread that holds a span
    private Completion? _completion;
    private bool _innerCompleted; // under Pipe
    private long _written;

    /// <summary>Bytes that the client has written.</summary>
    public long Written => Interlocked.Read(ref _written);

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Hold();
        try
        {
            return inner.GetMemory(sizeHint);
        }
        catch
        {
            LetGo();
            throw;
        }
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Hold();
        try
        {
            return inner.GetSpan(sizeHint);
        }
        catch
        {
            LetGo();
            throw;
        }
    }

    public override void Advance(int bytes)
    {
        try
        {
            inner.Advance(bytes);
            Volatile.Write(ref _written, _written + bytes);
        }
        finally
        {
            LetGo();
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        end.ThrowIfOver();
        WaitForSpan();
        try
        {
            if (Volatile.Read(ref _completion) is not null)
                throw new ConnectionResetException("the output has been completed");
            ThrowIfWrittenElsewhere();
            return inner.FlushAsync(cancellationToken);
        }
        finally
        {
            LetGo();
        }
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        if (Interlocked.CompareExchange(ref _completion, new Completion(exception), null) is not null)
            return;

        // Whoever holds the span looks for a completion after letting go, so one of both always sees the other.
        if (!TryFinish(Nobody))
            TryFinish(Environment.CurrentManagedThreadId);
    }

    /// <remarks>
    /// The thread of the client's backlog asks twice for its current connection: to write a request, and then to flush it. When
    /// a reconnect comes in between, the request is queued on the old connection, where nobody will ever answer or fail it, or
    /// on the new one before that can be written to, where it would take the next request's reply. Either shows here: the thread
    /// holds the client's write lock meanwhile, so the new connection is flushed before anything is written to it, which
    /// happens in no other way. Refused, the flush fails the request.
    /// </remarks>
    private void ThrowIfWrittenElsewhere()
    {
        if (_written != 0)
            return;
        end.Declare(PipeShutdownKind.WriteException);
        throw new ConnectionResetException("a request was flushed on this connection that was not written to it");
    }

    private void Hold()
    {
        var me = Environment.CurrentManagedThreadId;
        var spinner = default(SpinWait);
        var holder = Volatile.Read(ref _holder);
        while (holder != me)
        {
            // A span in another thread's hands was given up there: writers take turns.
            if (holder != Pipe && Interlocked.CompareExchange(ref _holder, me, holder) == holder)
                return;
            spinner.SpinOnce();
            holder = Volatile.Read(ref _holder);
        }
    }

    private void WaitForSpan()
    {
        var me = Environment.CurrentManagedThreadId;
        var spinner = default(SpinWait);
        while (true)
        {
            var holder = Volatile.Read(ref _holder);
            var free = holder == Nobody || holder == me || (holder != Pipe && spinner.Count > SpinsBeforeGivenUp);
            if (free && Interlocked.CompareExchange(ref _holder, Pipe, holder) == holder)
                return;
            spinner.SpinOnce();
        }
    }

    private void LetGo()
    {
        Interlocked.Exchange(ref _holder, Nobody);
        if (Volatile.Read(ref _completion) is not null)
            TryFinish(Nobody);
    }

    private bool TryFinish(int holder)
    {
        if (Interlocked.CompareExchange(ref _holder, Pipe, holder) != holder)
            return false;
        if (!_innerCompleted)
        {
            _innerCompleted = true;
            inner.Complete(_completion!.Error);
        }

        Interlocked.Exchange(ref _holder, Nobody);
        return true;
    }

    private sealed record Completion(Exception? Error);
}
