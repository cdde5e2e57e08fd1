namespace Vamos.Cli.Reports;

using Spectre.Console;
using Vamos.Cli.CommandLine;

/// <summary>Tells how far a long work is: a bar on a terminal, otherwise a line now and then on standard error.</summary>
internal static class WorkProgress
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    /// <summary>Runs the work and tells of it.</summary>
    /// <param name="terminal">Where to tell.</param>
    /// <param name="state">How much of it is done, from 0 to 1, and the same in words.</param>
    /// <param name="work">The work; calls the function that it is given whenever something has been done.</param>
    public static async Task RunAsync(Terminal terminal, Func<(double Share, string Words)> state, Func<Action, Task> work)
    {
        if (terminal.Console.Profile.Capabilities.Interactive)
        {
            await terminal.Console.Progress()
                .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn(), new RemainingTimeColumn())
                .StartAsync(async progress =>
                {
                    var bar = progress.AddTask("", maxValue: 1);
                    await work(() => (bar.Value, bar.Description) = state());
                });
            return;
        }

        var told = terminal.Time.GetTimestamp();
        (long At, double Share)? began = null;
        await work(() =>
        {
            // what went before the first that is told went at another pace
            began ??= (terminal.Time.GetTimestamp(), state().Share);
            if (terminal.Time.GetElapsedTime(told) < Between)
                return;
            told = terminal.Time.GetTimestamp();
            var (share, words) = state();
            var (at, before) = began.Value;
            var left = share > before ? terminal.Time.GetElapsedTime(at) * ((1 - share) / (share - before)) : TimeSpan.Zero;
            terminal.Error.WriteLine(FormattableString.Invariant($"{100 * share:0.0} %: {words}, {left:h\\:mm\\:ss} left"));
        });
    }
}
