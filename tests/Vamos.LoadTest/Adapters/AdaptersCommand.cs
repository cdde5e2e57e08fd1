namespace Vamos.LoadTest.Adapters;

using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Adapter.V1;
using Vamos.Adapters;
using Vamos.Adapters.Hosting;
using Vamos.Certificates;
using Vamos.Common.V1;
using Vamos.Sandbox.Population;

/// <summary>
/// The command <c>adapters</c>: people a second that an adapter answers over mutual TLS, asked one by one and in a stream, all kinds of fact, from
/// its real legacy systems. Adapter, systems and caller share the cores.
/// </summary>
internal static class AdaptersCommand
{
    private const int BatchesInFlight = 4;
    private const int Seed = 1;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (count, rounds) = (options.Number("people", 10_000), options.Number("rounds", 5));
        var length = TimeSpan.FromSeconds(options.Number("seconds", 5));
        var folder = Directory.CreateTempSubdirectory("vamos-adapters-load-").FullName;
        try
        {
            var population = SimulatedPopulation.Generate(Seed, count, DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date));
            var results = new List<Result>();
            foreach (var (name, start) in MeasuredAdapters.Of(options.Text("adapter")))
            {
                await using var measured = await start(folder, population);
                results.AddRange(await MeasureAsync(name, measured, folder, population, rounds, length));
            }

            if (options.Text("json") is { } path)
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(results, Indented));
            return results.Count == 0 ? LoadTestHelp.Print() : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<Result>> MeasureAsync(
        string name, MeasuredAdapter measured, string folder, SimulatedPopulation population, int rounds, TimeSpan length)
    {
        var certificates = CertificateFolder.Open(Path.Combine(folder, "certs"), TimeProvider.System);
        certificates.Ensure(["hub", measured.Institution], TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        using var own = certificates.OpenIdentity(measured.Institution);
        using var caller = certificates.LoadIdentity("hub");
        IInstitutionAdapter? institution = null;
        await using var host = AdapterHost.Create(
            new AdapterSettings { Institution = measured.Institution, Identity = own, Listen = new IPEndPoint(IPAddress.Loopback, 0), OperationsPort = 0 },
            services => institution = measured.Adapter(services));
        await host.StartAsync();
        using var channel = GrpcChannel.ForAddress(
            $"https://localhost:{host.Port}",
            new GrpcChannelOptions { HttpHandler = caller.CreateHttpHandler(measured.Institution), DisposeHttpClient = true });
        var client = new AdapterService.AdapterServiceClient(channel);
        var people = population.People.Select(person => person.Cedula).OfType<Cedula>()
            .Select(cedula => new NationalId { Number = $"{cedula.Number}", Letter = $"{cedula.Letter}" }).ToArray();
        people = await KnownAsync(client, people);
        var inFlight = BatchesInFlight * (await client.DescribeAsync(new DescribeRequest())).BatchSize;

        var results = new List<Result>();
        for (var round = 0; round <= rounds; round++)
        {
            var single = await SingleAsync(client, people, length);
            var batch = await BatchAsync(client, people, inFlight, length);
            var poll = institution is IChangeSource source ? await PollAsync(source) : (double?)null;
            // The first one warms up.
            if (round == 0)
                continue;
            results.Add(new Result(name, round, single, batch, poll));
            Print(name, $"round {round}", single, batch, poll);
        }

        var polls = results.Select(result => result.IdlePollMilliseconds).OfType<double>().ToArray();
        Print(
            name,
            "median",
            Median(results.Select(result => result.SinglePerSecond)),
            Median(results.Select(result => result.BatchPerSecond)),
            polls.Length == 0 ? null : Median(polls));
        return results;
    }

    private static void Print(string name, string what, double single, double batch, double? poll) => Console.WriteLine(
        $"{name,-15} {what,-8} single {single,8:n0} people/s  batch {batch,8:n0} people/s  idle poll of changes {(poll is null ? "-" : $"{poll:n2} ms")}");

    // The labour ministry knows those who are employed, not everybody.
    private static async Task<NationalId[]> KnownAsync(AdapterService.AdapterServiceClient client, NationalId[] people)
    {
        using var call = client.BatchGetRecords();
        var asking = Task.Run(async () =>
        {
            for (var i = 0; i < people.Length; i++)
                await call.RequestStream.WriteAsync(new BatchGetRecordsRequest { CorrelationId = i, NationalId = people[i] });
            await call.RequestStream.CompleteAsync();
        });
        var known = new List<NationalId>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
        {
            if (answer.Records is { Found: true })
                known.Add(people[answer.CorrelationId]);
        }

        await asking;
        return [.. known];
    }

    private static async Task<double> SingleAsync(AdapterService.AdapterServiceClient client, NationalId[] people, TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        var answered = 0;
        while (clock.Elapsed < length)
        {
            var response = await client.GetRecordsAsync(new GetRecordsRequest { NationalId = people[answered++ % people.Length] });
            if (!response.Records.Found)
                throw new InvalidOperationException("somebody whom the adapter knows was not found");
        }

        return answered / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> BatchAsync(AdapterService.AdapterServiceClient client, NationalId[] people, int inFlight, TimeSpan length)
    {
        using var call = client.BatchGetRecords();
        using var room = new SemaphoreSlim(inFlight);
        var clock = Stopwatch.StartNew();
        var asking = Task.Run(async () =>
        {
            for (var number = 0; clock.Elapsed < length; number++)
            {
                await room.WaitAsync();
                await call.RequestStream.WriteAsync(new BatchGetRecordsRequest { CorrelationId = number, NationalId = people[number % people.Length] });
            }

            await call.RequestStream.CompleteAsync();
        });
        var answered = 0;
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
        {
            if (answer.Records is not { Found: true })
                throw new InvalidOperationException("somebody whom the adapter knows was not found");
            answered++;
            room.Release();
        }

        await asking;
        return answered / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Time of a poll that finds nothing, as far as it looks at the legacy system at all.</summary>
    private static async Task<double> PollAsync(IChangeSource source)
    {
        const int Polls = 20;
        var position = (await source.ReadChangesAsync(null, CancellationToken.None)).Position;
        var times = new List<double>();
        for (var i = 0; i < Polls; i++)
        {
            // Looks rest between each other.
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            var clock = Stopwatch.StartNew();
            position = (await source.ReadChangesAsync(position, CancellationToken.None)).Position;
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return Median(times);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private sealed record Result(string Adapter, int Round, double SinglePerSecond, double BatchPerSecond, double? IdlePollMilliseconds);
}
