namespace Vamos.LoadTest.Eligibility;

using System.Text.Json;

/// <summary>
/// The command <c>eligibility</c>: what an answer costs that the hub has, that Redis has, and that nobody has, as ratios to an echo. Everything is in one
/// process and shares the cores: hubs, adapters, echo, callers; all over mutual TLS, with agreement, quota and durable audit.
/// </summary>
internal static class EligibilityCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var folder = Directory.CreateTempSubdirectory("vamos-eligibility-load-").FullName;
        try
        {
            await using var ground = await Ground.StartAsync(folder);
            var (rounds, length) = (options.Number("rounds", 5), TimeSpan.FromSeconds(options.Number("seconds", 3)));
            var throughput = await Throughput.MeasureAsync(ground, options.Number("connections", 8), options.Number("callers", 128), rounds, length, options.Text("only")?.Split('+', StringSplitOptions.TrimEntries));
            var latency = await LookupLatency.MeasureAsync(ground, throughput.Hub, rounds, options.Number("lookups", 500));
            var memory = options.Number("questions", 1_000_000) is > 0 and var questions ? await BatchMemory.MeasureAsync(throughput.Hub, questions) : null;

            var figures = new Figures(throughput.Rounds, throughput.Allocation, latency, memory);
            Budget.Print(figures);
            if (options.Text("json") is { } path)
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(figures, Indented));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
