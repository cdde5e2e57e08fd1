namespace Vamos.Cli.Eligibility;

using Spectre.Console;

/// <summary>Tells how far a batch is: a bar on a terminal, otherwise a line now and then on standard error.</summary>
internal static class BatchProgress
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    /// <summary>Runs the work and tells of it.</summary>
    /// <param name="terminal">Where to tell.</param>
    /// <param name="total">How many there are in all.</param>
    /// <param name="done">How many were done before.</param>
    /// <param name="work">The work; calls the function that it is given after each.</param>
    public static async Task RunAsync(CommandLine.Terminal terminal, long total, long done, Func<Action, Task> work)
    {
        if (terminal.Console.Profile.Capabilities.Interactive)
        {
            await terminal.Console.Progress()
                .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn(), new RemainingTimeColumn())
                .StartAsync(async progress =>
                {
                    var rate = new Rate(terminal.Time);
                    var bar = progress.AddTask("", maxValue: total);
                    bar.Increment(done);
                    await work(() =>
                    {
                        bar.Increment(1);
                        bar.Description = $"{rate.Count():0} a second";
                    });
                });
            return;
        }

        var plain = new Rate(terminal.Time);
        var (told, now) = (terminal.Time.GetTimestamp(), done);
        await work(() =>
        {
            now++;
            var speed = plain.Count();
            if (terminal.Time.GetElapsedTime(told) < Between)
                return;
            told = terminal.Time.GetTimestamp();
            var left = TimeSpan.FromSeconds(speed == 0 ? 0 : (total - now) / speed);
            terminal.Error.WriteLine($"{now} of {total} ({100.0 * now / total:0.0} %), {speed:0} a second, {left:h\\:mm\\:ss} left");
        });
    }

    private sealed class Rate(TimeProvider time)
    {
        private readonly long _started = time.GetTimestamp();
        private long _count;

        public double Count() => ++_count / Math.Max(0.001, time.GetElapsedTime(_started).TotalSeconds);
    }
}
