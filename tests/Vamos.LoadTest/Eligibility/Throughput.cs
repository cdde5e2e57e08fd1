namespace Vamos.LoadTest.Eligibility;

using System.Diagnostics;
using StackExchange.Redis;
using Vamos.Eligibility.V1;
using Vamos.Testing;

/// <summary>Answers a second at saturation, of everything in turn, round by round.</summary>
internal sealed class Throughput
{
    private const int People = 2_000;
    private const int PeopleInRedis = 10_000;
    private const int WarmingCallers = 32;
    private const int ColdBatch = 10_000;
    private const int FirstOfCold = 1_000_000;
    private const int AllocatingCalls = 20_480;
    private const int AllocatingCallers = 16;
    private const int TypicalEntry = 800;

    private Throughput(Connections hub, IReadOnlyDictionary<string, Round[]> rounds, Allocation allocation) => (Hub, Rounds, Allocation) = (hub, rounds, allocation);

    /// <summary>Connections to the hub that has no Redis.</summary>
    public Connections Hub { get; }

    public IReadOnlyDictionary<string, Round[]> Rounds { get; }

    public Allocation Allocation { get; }

    public static async Task<Throughput> MeasureAsync(Ground ground, int count, int saturating, int rounds, TimeSpan length, string[]? only)
    {
        await using var redis = await RedisServer.StartAsync();
        var (echo, toEcho, echoAddress) = await ground.StartEchoAsync(count);
        var toProxy = await ground.StartProxyAsync(echoAddress, count);
        var hub = await ground.StartHubAsync("hub", count, "--Hub:Cache:DecisionsFor=06:00:00", "--Hub:Cache:FactsFor=06:00:00");
        // so small a first level that nearly every question goes to Redis; time for Redis to answer while the callers take both cores
        var sharing = await ground.StartHubAsync(
            "sharing", count, $"--Hub:Cache:Redis={redis.ConnectionString}", "--Hub:Cache:MostEntries=2000", "--Hub:Cache:RedisTimeout=00:00:02",
            "--Hub:Cache:DecisionsFor=06:00:00", "--Hub:Cache:FactsFor=06:00:00");

        await new UnaryLoad(hub, LoadMethods.Check, LoadMethods.Checks(0, People, DecisionView.Verdict), WarmingCallers).OnceAsync();
        await WarmRedisAsync(ground, sharing);
        await echo.LearnAsync(hub.Invoker(0), DecisionView.Verdict);
        await echo.LearnAsync(hub.Invoker(0), DecisionView.Full);

        using var raw = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await raw.GetDatabase().StringSetAsync("load", new byte[TypicalEntry]);
        UnaryLoad Unary(Connections to, DecisionView view, int people = People, int? callers = null) =>
            new(to, LoadMethods.Check, LoadMethods.Checks(0, people, view), callers ?? saturating, view == DecisionView.Unspecified ? 0 : 1);
        var (verdict, full) = (Unary(hub, DecisionView.Verdict), Unary(hub, DecisionView.Full));
        var (empty, echoVerdict, echoFull) = (Unary(toEcho, DecisionView.Unspecified), Unary(toEcho, DecisionView.Verdict), Unary(toEcho, DecisionView.Full));
        var shared = Unary(sharing, DecisionView.Verdict, PeopleInRedis);
        var batch = new BatchLoad(hub, count, People);
        var cold = FirstOfCold;
        var measures = new List<(string Name, Func<TimeSpan, Task<double>> Run)>
        {
            (Figures.Echo, empty.RunAsync),
            (Figures.Verdict, verdict.RunAsync),
            (Figures.Full, full.RunAsync),
            (Figures.Redis, async time => await WithoutSourcesAsync(ground, () => shared.RunAsync(time))),
            (Figures.BatchWarm, batch.RunAsync),
            (Figures.BatchCold, _ => new BatchLoad(hub, 1, ColdBatch).RunAsync(ColdBatch, cold += ColdBatch)),
            (Figures.EchoVerdict, echoVerdict.RunAsync),
            (Figures.EchoFull, echoFull.RunAsync),
            (Figures.RedisGet, time => GetAsync(raw.GetDatabase(), saturating, time)),
        };
        if (toProxy is not null)
            measures.Add((Figures.Proxy, Unary(toProxy, DecisionView.Unspecified).RunAsync));

        if (only is not null)
            measures.RemoveAll(measure => measure.Name != Figures.Echo && !only.Contains(measure.Name));
        var figures = await RoundsAsync(measures, rounds, length);
        // few callers, since the callers' own pools of buffers run dry when hundreds send at once
        (verdict, full) = (Unary(hub, DecisionView.Verdict, callers: AllocatingCallers), Unary(hub, DecisionView.Full, callers: AllocatingCallers));
        (empty, echoVerdict, echoFull) = (
            Unary(toEcho, DecisionView.Unspecified, callers: AllocatingCallers),
            Unary(toEcho, DecisionView.Verdict, callers: AllocatingCallers),
            Unary(toEcho, DecisionView.Full, callers: AllocatingCallers));
        var allocation = new Allocation(
            await verdict.AllocationAsync(AllocatingCalls),
            await echoVerdict.AllocationAsync(AllocatingCalls),
            await full.AllocationAsync(AllocatingCalls),
            await echoFull.AllocationAsync(AllocatingCalls),
            await empty.AllocationAsync(AllocatingCalls));
        return new Throughput(hub, figures, allocation);
    }

    private static async Task<IReadOnlyDictionary<string, Round[]>> RoundsAsync(
        List<(string Name, Func<TimeSpan, Task<double>> Run)> measures, int rounds, TimeSpan length)
    {
        var figures = measures.ToDictionary(m => m.Name, _ => new Round[rounds]);
        // the first round warms up
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (name, run) in measures)
            {
                var (before, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
                var rate = await run(length);
                var one = new Round(rate, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (rate * clock.Elapsed.TotalSeconds));
                if (round >= 0)
                    figures[name][round] = one;
                Console.WriteLine($"{(round < 0 ? "warm up" : $"round {round + 1}")}  {name,-26} {one.PerSecond,10:n0}/s  {one.Microseconds,7:n1} us of processor");
            }
        }

        return figures;
    }

    // a write to Redis is left out when too many are on their way, so ask until no source is asked any more
    private static async Task WarmRedisAsync(Ground ground, Connections sharing)
    {
        var warming = new UnaryLoad(sharing, LoadMethods.Check, LoadMethods.Checks(0, PeopleInRedis, DecisionView.Verdict), WarmingCallers);
        for (var pass = 0; pass < 10; pass++)
        {
            var before = Asked(ground);
            await warming.OnceAsync();
            if (Asked(ground) == before)
                return;
        }

        throw new InvalidOperationException("Redis does not keep the answers");
    }

    private static async Task<double> WithoutSourcesAsync(Ground ground, Func<Task<double>> run)
    {
        var before = Asked(ground);
        var rate = await run();
        if (Asked(ground) - before is > 0 and var asked)
            Console.WriteLine($"({asked} people were not found in Redis)");
        return rate;
    }

    private static long Asked(Ground ground) => ground.Adapters.Sum(adapter => adapter.Asked);

    private static async Task<double> GetAsync(IDatabase redis, int callers, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var count = 0L;
            for (; clock.Elapsed < duration; count++)
            {
                if ((await redis.StringGetAsync("load")).IsNull)
                    throw new InvalidOperationException("Redis lost the value");
            }

            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }
}
