namespace Vamos.Compat.Tests.Live;

/// <summary>How long a test may take before it counts as hung.</summary>
internal static class Bound
{
    public const int Milliseconds = 15_000;

    public static readonly TimeSpan Time = TimeSpan.FromMilliseconds(Milliseconds);

    /// <summary>Completes when the token fires; fails when that takes too long.</summary>
    public static async Task Fired(CancellationToken token)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(fired.SetResult);
        await fired.Task.WaitAsync(Time, CancellationToken.None);
    }
}
