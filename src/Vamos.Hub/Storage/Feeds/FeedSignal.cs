namespace Vamos.Hub.Storage.Feeds;

/// <summary>Wakes those who follow a feed when this process has added to it. What other processes add is found by looking again from time to time.</summary>
public sealed class FeedSignal(TimeProvider time)
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes with the next addition. Take it before reading, so that nothing falls between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Says that something was added and is committed.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>Waits for an addition, but no longer than a while.</summary>
    /// <param name="next">What <see cref="Next"/> was before reading.</param>
    /// <param name="atMost">How long.</param>
    /// <param name="cancellation">Ends the wait with an exception.</param>
    public Task WaitAsync(Task next, TimeSpan atMost, CancellationToken cancellation) =>
        Task.WhenAny(next, Task.Delay(atMost, time, cancellation)).Unwrap();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
