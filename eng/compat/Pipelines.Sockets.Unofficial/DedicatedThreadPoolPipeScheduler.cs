namespace Pipelines.Sockets.Unofficial;

using System.IO.Pipelines;

/// <summary>
/// A few threads of its own, so that replies are read even when the application has used up the thread pool. Work that
/// finds the queue as long as agreed goes to the thread pool instead.
/// </summary>
public sealed class DedicatedThreadPoolPipeScheduler : PipeScheduler, IDisposable
{
    // A monitor, because its waiting threads are woken one by one by the thread that brings work.
    private readonly object _gate = new();
    private readonly Queue<(Action<object?> Action, object? State)> _queue = new();
    private readonly int _spillLength;
    private int _waiting;
    private bool _disposed;
    private long _servicedByQueue;
    private long _servicedByPool;

    /// <summary>Starts the threads.</summary>
    /// <param name="name">Name of the threads, as debuggers show it.</param>
    /// <param name="workerCount">How many threads; with 0 everything goes to the thread pool.</param>
    /// <param name="useThreadPoolQueueLength">Queue length from which on work goes to the thread pool; 0 or less: never.</param>
    /// <param name="priority">Priority of the threads.</param>
    public DedicatedThreadPoolPipeScheduler(
        string? name = null,
        int workerCount = 5,
        int useThreadPoolQueueLength = 10,
        ThreadPriority priority = ThreadPriority.Normal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workerCount);
        WorkerCount = workerCount;
        _spillLength = useThreadPoolQueueLength > 0 ? useThreadPoolQueueLength : int.MaxValue;
        for (var i = 0; i < workerCount; i++)
        {
            var thread = new Thread(Work)
            {
                IsBackground = true,
                Name = name ?? nameof(DedicatedThreadPoolPipeScheduler),
                Priority = priority,
            };
            thread.UnsafeStart(); // nothing of the caller's context may stick to the thread
        }
    }

    public int WorkerCount { get; }

    /// <summary>Threads that wait for work at this moment.</summary>
    public int AvailableCount => Volatile.Read(ref _waiting);

    public long TotalServicedByQueue => Interlocked.Read(ref _servicedByQueue);

    public long TotalServicedByPool => Interlocked.Read(ref _servicedByPool);

    public override void Schedule(Action<object?> action, object? state)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            if (!_disposed && WorkerCount != 0 && _queue.Count < _spillLength)
            {
                _queue.Enqueue((action, state));

                // Each pulse takes one thread out of the waiting ones, so as many pulses as items never wake too few.
                Monitor.Pulse(_gate);
                return;
            }
        }

        Interlocked.Increment(ref _servicedByPool);
        ThreadPool.Schedule(action, state);
    }

    /// <summary>The threads finish what is queued and end; work that comes later goes to the thread pool.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    // An exception that leaves an action ends the process, as it would on a thread of the pool: it must not pass unseen.
    private void Work()
    {
        while (TryTake(out var item))
        {
            Interlocked.Increment(ref _servicedByQueue);
            item.Action(item.State);
        }
    }

    private bool TryTake(out (Action<object?> Action, object? State) item)
    {
        lock (_gate)
        {
            while (!_queue.TryDequeue(out item))
            {
                if (_disposed)
                    return false;
                _waiting++;
                Monitor.Wait(_gate);
                _waiting--;
            }

            return true;
        }
    }
}
