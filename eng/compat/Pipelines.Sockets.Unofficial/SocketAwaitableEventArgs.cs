namespace Pipelines.Sockets.Unofficial;

using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

/// <summary>
/// A socket operation that can be awaited: start it with this object, call <see cref="Complete"/> if it ended at once,
/// then await the object. Taking the result readies it for the next operation, unless it was aborted.
/// </summary>
public class SocketAwaitableEventArgs : SocketAsyncEventArgs, ICriticalNotifyCompletion
{
    private static readonly Action _done = static () => { };

    private readonly PipeScheduler? _scheduler;
    private Action? _continuation; // null: pending; _done: completed; anything else: waits for the completion
    private int _aborted; // a SocketError; it sticks, because the system's own completion may still come after it

    public SocketAwaitableEventArgs(PipeScheduler? ioScheduler = null)
        : base(true) // without the execution context; awaiting brings its own
        => _scheduler = ReferenceEquals(ioScheduler, PipeScheduler.Inline) ? null : ioScheduler;

    public bool IsCompleted => ReferenceEquals(Volatile.Read(ref _continuation), _done);

    public SocketAwaitableEventArgs GetAwaiter() => this;

    /// <summary>Bytes transferred, or the failure as a <see cref="SocketException"/>.</summary>
    public int GetResult()
    {
        var error = (SocketError)Volatile.Read(ref _aborted);
        if (error == SocketError.Success)
        {
            error = SocketError;
            Volatile.Write(ref _continuation, null);
        }

        if (error != SocketError.Success)
            throw new SocketException((int)error);
        return BytesTransferred;
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        var found = Interlocked.CompareExchange(ref _continuation, continuation, null);
        if (ReferenceEquals(found, _done))
            Run(continuation);
        else if (found is not null)
            throw new InvalidOperationException("the operation is awaited already"); // or this awaiter would never be resumed
    }

    /// <summary>Marks the operation as completed; a second call changes nothing.</summary>
    public void Complete()
    {
        var waiting = Interlocked.Exchange(ref _continuation, _done);
        if (waiting is not null && !ReferenceEquals(waiting, _done))
            Run(waiting);
    }

    /// <summary>Fails the operation with this error, whatever becomes of it in the system.</summary>
    public void Abort(SocketError error = SocketError.OperationAborted)
    {
        if (error == SocketError.Success)
            error = SocketError.OperationAborted;
        Volatile.Write(ref _aborted, (int)error);
        Complete();
    }

    protected override void OnCompleted(SocketAsyncEventArgs e) => Complete();

    private void Run(Action continuation)
    {
        if (_scheduler is null)
            continuation();
        else
            _scheduler.Schedule(static state => ((Action)state!)(), continuation);
    }
}
