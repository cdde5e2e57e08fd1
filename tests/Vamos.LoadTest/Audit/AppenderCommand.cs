namespace Vamos.LoadTest.Audit;

using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Hub.Audit;
using Vamos.Hub.Storage;

/// <summary>The command <c>appender</c>: a process to be killed, which says on its output what was acknowledged before it.</summary>
internal static class AppenderCommand
{
    private const int Waiters = 16;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        using var signer = SigningKeyFile.LoadOrCreate(options.Text("key")!, "test.example/log");
        using var database = Database.Open(options.Text("database")!);
        var settings = new AuditSettings { CheckpointInterval = TimeSpan.FromMilliseconds(20), TimeLimit = TimeSpan.FromSeconds(30) };
        await using var log = await AuditLog.OpenAsync(
            database, settings, signer, TimeProvider.System, NullLogger<AuditLog>.Instance, CancellationToken.None);
        await using var output = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, Waiters).Select(_ => Task.Run(() => AppendAsync(log, output))));
        return 0;
    }

    private static async Task AppendAsync(AuditLog log, Stream output)
    {
        while (true)
        {
            var record = SampleExchange.Next(TimeProvider.System.GetUtcNow());
            var appended = await log.AppendAsync(record);
            var line = System.Text.Encoding.ASCII.GetBytes($"{record.ExchangeId} {appended.LogIndex}\n");
            lock (output)
            {
                output.Write(line);
                output.Flush();
            }
        }
    }
}
