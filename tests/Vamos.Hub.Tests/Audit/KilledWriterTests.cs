namespace Vamos.Hub.Tests.Audit;

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Vamos.Hub.Audit;
using Vamos.Hub.Audit.Receipts;
using Vamos.Hub.Audit.Verification;
using Vamos.Hub.Storage;
using Vamos.Hub.Tests.Storage;
using Vamos.Trust.Transparency;

/// <summary>Kills a process that appends, again and again, and looks whether all that it acknowledged is there.</summary>
public abstract class KilledWriterTests(IStorageLab lab, int kills, int killsInLongMode)
{
    [Fact]
    public async Task Every_exchange_acknowledged_before_a_kill_is_in_the_log()
    {
        var connectionString = lab.NewDatabase();
        var folder = Directory.CreateTempSubdirectory("vamos-killed-");
        var keyFile = Path.Combine(folder.FullName, "log.key");
        using var signer = SigningKeyFile.LoadOrCreate(keyFile, "test.example/log");
        var acknowledged = new ConcurrentQueue<string>();
        var random = new Random(20261122);

        var rounds = Environment.GetEnvironmentVariable("VAMOS_LONG") == "1" ? killsInLongMode : kills;
        for (var kill = 1; kill <= rounds; kill++)
        {
            var before = acknowledged.Count;
            using var child = Start(connectionString, keyFile, acknowledged);
            var deadline = Stopwatch.GetTimestamp() + (60 * Stopwatch.Frequency);
            while (acknowledged.Count == before)
            {
                Assert.True(Stopwatch.GetTimestamp() < deadline && !child.HasExited, $"the appender of round {kill} acknowledged nothing");
                await Task.Delay(5);
            }

            await Task.Delay(random.Next(1, 150));
            child.Kill();
            await child.WaitForExitAsync();
        }

        using var database = Database.Open(connectionString);
        var finding = await LogVerification.RunAsync(database, [signer.VerifierKey], [], CancellationToken.None);
        Assert.True(finding.Valid, finding.Explanation);
        await using var connection = await database.ConnectAsync(CancellationToken.None);
        var rows = await connection.QueryAsync("SELECT exchange_id, log_index FROM audit_record");
        var stored = rows.ToDictionary(row => (string)row.exchange_id, row => (long)row.log_index);
        foreach (var line in acknowledged)
        {
            var parts = line.Split(' ');
            Assert.True(stored.TryGetValue(parts[0], out var index), $"{parts[0]} was acknowledged and is not in the log");
            Assert.Equal(long.Parse(parts[1], CultureInfo.InvariantCulture), index);
        }

        var receipts = new AuditReceipts(database, TimeProvider.System);
        var checkpoint = (await receipts.CheckpointAsync(CancellationToken.None))!;
        var receipt = await receipts.FindAsync(stored.First(s => s.Value == checkpoint.TreeSize - 1).Key, TimeSpan.Zero, CancellationToken.None);
        Assert.True(ReceiptVerification.Verify(receipt!, [signer.VerifierKey]).Valid);
        folder.Delete(recursive: true);
    }

    private static Process Start(string connectionString, string keyFile, ConcurrentQueue<string> acknowledged)
    {
        var program = typeof(LoadTest.Audit.AuditLoad).Assembly.Location;
        var child = Process.Start(new ProcessStartInfo("dotnet", [program, "appender", "--database", connectionString, "--key", keyFile])
        {
            RedirectStandardOutput = true,
        })!;
        child.OutputDataReceived += (_, line) =>
        {
            // the last line may have been cut by the kill
            if (line.Data is { } text && text.Split(' ') is [{ Length: 32 }, { Length: > 0 }])
                acknowledged.Enqueue(text);
        };
        child.BeginOutputReadLine();
        return child;
    }
}

public sealed class SqliteKilledWriterTests(SqliteLab lab) : KilledWriterTests(lab, kills: 20, killsInLongMode: 200), IClassFixture<SqliteLab>;

public sealed class PostgresKilledWriterTests(PostgresLab lab) : KilledWriterTests(lab, kills: 3, killsInLongMode: 50), IClassFixture<PostgresLab>;
