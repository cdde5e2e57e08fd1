namespace Vamos.Cli.Eligibility;

using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;

/// <summary>Tells how far a batch is.</summary>
internal static class BatchProgress
{
    /// <summary>Runs the work and tells of it.</summary>
    /// <param name="terminal">Where to tell.</param>
    /// <param name="total">How many there are in all.</param>
    /// <param name="done">How many were done before.</param>
    /// <param name="work">The work; calls the function that it is given after each.</param>
    public static Task RunAsync(Terminal terminal, long total, long done, Func<Action, Task> work)
    {
        var (began, now) = (terminal.Time.GetTimestamp(), done);
        return WorkProgress.RunAsync(
            terminal,
            () =>
            {
                var speed = (now - done) / Math.Max(0.001, terminal.Time.GetElapsedTime(began).TotalSeconds);
                return (total == 0 ? 1 : (double)now / total, $"{now} of {total}, {speed:0} a second");
            },
            tell => work(() =>
            {
                now++;
                tell();
            }));
    }
}
