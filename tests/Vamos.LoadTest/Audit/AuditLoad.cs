namespace Vamos.LoadTest.Audit;

using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Hub.Audit;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>How many exchanges a second the log makes durable while so many wait at the same time.</summary>
public sealed class AuditLoad(string connectionString, CheckpointSigner signer, int waiters)
{
    /// <summary>Runs rounds of a length, after one to warm up, and verifies nothing but that all were acknowledged in order.</summary>
    public async Task<AuditLoadResult> RunAsync(int rounds, TimeSpan length, Action<AuditRound> each)
    {
        using var database = Database.Open(connectionString);
        await using var log = await AuditLog.OpenAsync(
            database, new AuditSettings(), signer, TimeProvider.System, NullLogger<AuditLog>.Instance, CancellationToken.None);
        await RoundAsync(log, length);
        var results = new List<AuditRound>();
        for (var i = 0; i < rounds; i++)
        {
            results.Add(await RoundAsync(log, length));
            each(results[^1]);
        }

        return new AuditLoadResult(database.Dialect.Name, waiters, results);
    }

    private async Task<AuditRound> RoundAsync(AuditLog log, TimeSpan length)
    {
        var began = Stopwatch.GetTimestamp();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var commits = log.Commits;
        var counts = await Task.WhenAll(Enumerable.Range(0, waiters).Select(_ => Task.Run(() => WaiterAsync(log, began, length))));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var waits = counts.SelectMany(c => c).Order().ToArray();
        return new AuditRound(
            waits.Length / seconds,
            (log.Commits - commits) / seconds,
            Stopwatch.GetElapsedTime(0, waits[waits.Length / 2]).TotalMilliseconds,
            Stopwatch.GetElapsedTime(0, waits[(int)(waits.Length * 0.99)]).TotalMilliseconds,
            (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / waits.Length,
            (GC.GetTotalAllocatedBytes() - allocated) / (double)waits.Length);
    }

    private static async Task<List<long>> WaiterAsync(AuditLog log, long began, TimeSpan length)
    {
        var waits = new List<long>();
        var last = -1L;
        while (Stopwatch.GetElapsedTime(began) < length)
        {
            var start = Stopwatch.GetTimestamp();
            var appended = await log.AppendAsync(SampleExchange.Next(TimeProvider.System.GetUtcNow()));
            waits.Add(Stopwatch.GetTimestamp() - start);
            if (appended.LogIndex <= last)
                throw new InvalidOperationException("The log acknowledged out of order.");
            last = appended.LogIndex;
        }

        return waits;
    }
}

/// <summary>Figures of one round.</summary>
public sealed record AuditRound(
    double ExchangesPerSecond,
    double CommitsPerSecond,
    double MedianMilliseconds,
    double P99Milliseconds,
    double CpuMicrosecondsEach,
    double BytesAllocatedEach);

/// <summary>All rounds, and the one in the middle.</summary>
public sealed record AuditLoadResult(string Database, int Waiters, IReadOnlyList<AuditRound> Rounds)
{
    /// <summary>The round in the middle by exchanges a second.</summary>
    public AuditRound Median => Rounds.OrderBy(r => r.ExchangesPerSecond).ElementAt(Rounds.Count / 2);
}
