namespace Vamos.LoadTest.Hl7;

using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Adapters.Health.Hl7;
using Vamos.Adapters.Hl7;
using Vamos.Adapters.Hl7.Mllp;
using Vamos.Adapters.Quarantine;

/// <summary>
/// The command <c>hl7</c>: hospitals and the adapter in one process, over real sockets, into a real file. Beside it how often the disk can be waited
/// for at all, which bounds a single connection.
/// </summary>
internal static class Hl7Command
{
    private const int BlocksOfDisk = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (rounds, length) = (options.Number("rounds", 5), TimeSpan.FromSeconds(options.Number("seconds", 3)));
        var folder = Directory.CreateTempSubdirectory("vamos-hl7-load-");
        try
        {
            Console.WriteLine($"reading alone    {Median(rounds, () => ReadAlone(length)),9:n0} messages/s on one core");
            Console.WriteLine($"disk alone       {Median(rounds, () => DiskAlone(folder.FullName, length)),9:n0} waits/s");
            foreach (var connections in new[] { 1, options.Number("connections", 16) })
            {
                var figures = new List<(double Rate, double Cpu)>();
                for (var round = 0; round <= rounds; round++)
                    figures.Add(await SendAsync(Path.Combine(folder.FullName, $"{connections}-{round}.db"), connections, length));
                Console.WriteLine(
                    $"{connections,2} connections   {Middle(figures.Skip(1).Select(figure => figure.Rate)),9:n0} messages/s durable and acknowledged, "
                    + $"{Middle(figures.Skip(1).Select(figure => figure.Cpu)):n0} µs of processor each, senders included");
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double ReadAlone(TimeSpan length)
    {
        var messages = Enumerable.Range(0, 100).Select(n => Hl7Load.Message(0, n)).ToArray();
        var clock = Stopwatch.StartNew();
        var (count, letters) = (0L, 0L);
        while (clock.Elapsed < length)
        {
            foreach (var bytes in messages)
            {
                var message = Hl7Message.Parse(bytes, Hl7CharacterSet.Utf8);
                letters += Hl7Load.Look(message);
                count++;
            }
        }

        if (letters == 0)
            throw new InvalidOperationException("Nothing was read.");
        return count / clock.Elapsed.TotalSeconds;
    }

    private static double DiskAlone(string folder, TimeSpan length)
    {
        using var file = new FileStream(Path.Combine(folder, "disk"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var block = new byte[8192];
        // Written over and over, as the journal of a database is: a file that grows costs another wait.
        for (var i = 0; i < BlocksOfDisk; i++)
            file.Write(block);
        file.Flush(flushToDisk: true);
        var clock = Stopwatch.StartNew();
        var count = 0L;
        for (; clock.Elapsed < length; count++)
        {
            file.Position = count % BlocksOfDisk * block.Length;
            file.Write(block);
            file.Flush(flushToDisk: true);
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<(double Rate, double Cpu)> SendAsync(string store, int connections, TimeSpan length)
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new QuarantineStore(
            "mspbs",
            null,
            TimeProvider.System,
            provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(),
            provider.GetRequiredService<ILogger<QuarantineStore>>()));
        await using var provider = services.BuildServiceProvider();
        await using var part = (Hl7Events)Hl7Events.With(new Hl7Settings { Store = store, Listen = new IPEndPoint(IPAddress.Loopback, 0) })(provider);
        await part.OpenAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var running = part.RunAsync(stop.Token);

        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections)
            .Select(connection => Task.Run(() => SendAllAsync(new IPEndPoint(IPAddress.Loopback, part.Port!.Value), connection, clock, length))));
        var rate = counts.Sum() / clock.Elapsed.TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / counts.Sum();
        await stop.CancelAsync();
        await running;
        return (rate, used);
    }

    private static async Task<int> SendAllAsync(IPEndPoint adapter, int connection, Stopwatch clock, TimeSpan length)
    {
        using var patience = new CancellationTokenSource(length + Patience);
        await using var client = await MllpClient.ConnectAsync(adapter, patience.Token);
        var count = 0;
        for (; clock.Elapsed < length; count++)
        {
            var answer = await client.SendAsync(Hl7Load.Message(connection, count), patience.Token);
            if (answer.Require("MSA").Field(1).Text != "AA")
                throw new InvalidOperationException("A message was refused.");
        }

        return count;
    }

    private static double Median(int rounds, Func<double> measure) => Middle([.. Enumerable.Range(0, rounds + 1).Select(_ => measure()).Skip(1)]);

    private static double Middle(IEnumerable<double> figures) => figures.Order().ElementAt(figures.Count() / 2);
}
