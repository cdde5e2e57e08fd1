namespace Vamos.LoadTest.Audit;

using System.Security.Cryptography;
using System.Text.Json;
using Vamos.Trust.Transparency;

/// <summary>The command <c>audit</c>.</summary>
internal static class AuditCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var folder = Directory.CreateTempSubdirectory("vamos-audit-load-");
        try
        {
            using var signer = new CheckpointSigner("load.example/log", ECDsa.Create(ECCurve.NamedCurves.nistP256));
            var load = new AuditLoad(options.Text("database") ?? Path.Combine(folder.FullName, "audit.db"), signer, options.Number("waiters", 512));
            var result = await load.RunAsync(options.Number("rounds", 7), TimeSpan.FromSeconds(options.Number("seconds", 3)), round => Print("round ", round));
            Print("median", result.Median);
            if (options.Text("json") is { } path)
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(result, Indented));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(string name, AuditRound round) => Console.WriteLine(
        $"{name}  {round.ExchangesPerSecond,9:n0} exchanges/s  {round.CommitsPerSecond,6:n0} commits/s  median {round.MedianMilliseconds,6:n1} ms  "
        + $"p99 {round.P99Milliseconds,6:n1} ms  cpu {round.CpuMicrosecondsEach,5:n1} µs each  {round.BytesAllocatedEach,6:n0} bytes each");
}
