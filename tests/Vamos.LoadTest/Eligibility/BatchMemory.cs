namespace Vamos.LoadTest.Eligibility;

using System.Diagnostics;

/// <summary>The most memory that the process takes while a batch runs: it must not grow with the batch.</summary>
internal static class BatchMemory
{
    private const int Small = 10_000;
    private const int People = 2_000;
    private const double MiB = 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task<MemoryFigures> MeasureAsync(Connections hub, int questions)
    {
        var load = new BatchLoad(hub, 1, People);
        var small = (Peak: 0.0, Heap: 0.0, PerSecond: 0.0);
        // a short batch is over before the collector is at rest; of several the largest counts
        for (var i = 0; i < 10; i++)
        {
            var one = await PeakAsync(load, Small);
            small = (Math.Max(small.Peak, one.Peak), Math.Max(small.Heap, one.Heap), one.PerSecond);
        }

        var large = await PeakAsync(load, questions);
        Console.WriteLine($"batch of {Small:n0}: peak {small.Peak:n0} MiB, heap {small.Heap:n0} MiB; of {questions:n0}: peak {large.Peak:n0} MiB, heap {large.Heap:n0} MiB");
        return new MemoryFigures(Small, small.Peak, small.Heap, questions, large.Peak, large.Heap, large.PerSecond);
    }

    private static async Task<(double Peak, double Heap, double PerSecond)> PeakAsync(BatchLoad load, int questions)
    {
        using var process = Process.GetCurrentProcess();
        using var done = new CancellationTokenSource();
        var (peak, heap) = (0.0, 0.0);
        var watching = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                process.Refresh();
                (peak, heap) = (Math.Max(peak, process.WorkingSet64 / MiB), Math.Max(heap, GC.GetTotalMemory(false) / MiB));
                await Task.Delay(Interval, done.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
        var rate = await load.RunAsync(questions, 0);
        await done.CancelAsync();
        await watching;
        return (peak, heap, rate);
    }
}
