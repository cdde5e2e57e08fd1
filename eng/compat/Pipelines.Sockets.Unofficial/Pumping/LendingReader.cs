namespace Pipelines.Sockets.Unofficial.Pumping;

using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

/// <summary>
/// The reading end that the client gets. The client completes it from whichever thread notices a failure, while another
/// parses the buffer that was lent to it. A plain pipe would take the buffer's segments apart at that moment, and what is
/// parsed would turn into a wrong reply. So completion waits until the buffer comes back.
/// </summary>
internal sealed class LendingReader(PipeReader inner, Action onCompleted) : PipeReader
{
    private readonly Lock _gate = new();
    private ReadOnlySequence<byte> _buffer;
    private bool _lent; // a buffer is in the client's hands, or a pending read may put one there at any moment
    private bool _completed;
    private bool _innerCompleted;
    private Exception? _error;
    private long _consumed;

    // What a read gives after completion. A throw would end the client's read loop without its last act, failing the requests
    // that are still waiting.
    private static ReadResult Nothing => new(default, isCanceled: true, isCompleted: true);

    /// <summary>Bytes that the client has read and handed back.</summary>
    public long Consumed => Interlocked.Read(ref _consumed);

    public override bool TryRead(out ReadResult result)
    {
        if (!TryLend())
        {
            result = Nothing;
            return true;
        }

        var read = false;
        try
        {
            read = inner.TryRead(out result);
            _buffer = result.Buffer;
            return read;
        }
        finally
        {
            if (!read)
                TakeBack();
        }
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!TryLend())
            return new(Nothing);

        ValueTask<ReadResult> pending;
        try
        {
            pending = inner.ReadAsync(cancellationToken);
        }
        catch
        {
            TakeBack();
            throw;
        }

        if (!pending.IsCompletedSuccessfully)
            return AwaitAsync(pending);
        var result = pending.Result;
        _buffer = result.Buffer;
        return new(result);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        lock (_gate)
        {
            if (!_lent && _completed)
                return; // nothing was lent by the read that found the reader completed
        }

        try
        {
            var length = _buffer.IsEmpty ? 0 : _buffer.Slice(0, consumed).Length;
            _buffer = default;
            inner.AdvanceTo(consumed, examined);
            Interlocked.Add(ref _consumed, length);
        }
        finally
        {
            TakeBack();
        }
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        bool now;
        lock (_gate)
        {
            if (_completed)
                return;
            _completed = true;
            _error = exception;
            now = _innerCompleted = !_lent;
        }

        if (now)
            inner.Complete(exception);
        else
            inner.CancelPendingRead(); // a read that only waits for bytes gives back at once
        onCompleted();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> AwaitAsync(ValueTask<ReadResult> pending)
    {
        try
        {
            var result = await pending.ConfigureAwait(false);
            _buffer = result.Buffer;
            return result;
        }
        catch
        {
            TakeBack();
            throw;
        }
    }

    private bool TryLend()
    {
        lock (_gate)
        {
            if (_completed)
                return false;
            _lent = true;
            return true;
        }
    }

    private void TakeBack()
    {
        lock (_gate)
        {
            _lent = false;
            if (!_completed || _innerCompleted)
                return;
            _innerCompleted = true;
        }

        inner.Complete(_error);
    }
}
