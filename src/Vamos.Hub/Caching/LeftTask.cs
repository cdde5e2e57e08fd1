namespace Vamos.Hub.Caching;

/// <summary>Work that nobody waits for any more.</summary>
internal static class LeftTask
{
    private const TaskContinuationOptions OnFault = TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously;

    /// <summary>Looks at the failure that it may still have, since nobody else will.</summary>
    public static void Leave(this Task? work) => _ = work?.ContinueWith(static t => t.Exception, CancellationToken.None, OnFault, TaskScheduler.Default);
}
