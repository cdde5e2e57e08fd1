namespace Vamos.LoadTest.Monitor;

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Vamos.Eligibility.V1;
using Vamos.LoadTest.Eligibility;

/// <summary>
/// The command <c>monitor</c>: what it costs that somebody watches. The same hub answers from its cache with nobody watching and with ten who do, in turn,
/// round by round. Callers are in the hub's process, watchers in another; all share the cores.
/// </summary>
internal static class MonitorCommand
{
    private const int People = 2_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (connections, callers) = (options.Number("connections", 8), options.Number("callers", 64));
        var length = TimeSpan.FromSeconds(options.Number("seconds", 4));
        var folder = Directory.CreateTempSubdirectory("vamos-monitor-load-").FullName;
        try
        {
            await using var ground = await Ground.StartAsync(folder);
            var hub = await ground.StartHubAsync(
                "hub", connections, "--Hub:Cache:DecisionsFor=06:00:00", "--Hub:Cache:FactsFor=06:00:00", $"--Hub:Monitoring:Database={Path.Combine(folder, "traffic.db")}");
            var lookups = new UnaryLoad(hub, LoadMethods.Lookup, LoadMethods.KeptLookups(0, People), callers);
            var checks = new UnaryLoad(hub, LoadMethods.Check, LoadMethods.Checks(0, People, DecisionView.Verdict), callers);
            await lookups.OnceAsync();
            await checks.OnceAsync();

            var rounds = new List<WatchedRound>();
            for (var round = 0; round <= options.Number("rounds", 7); round++)
            {
                foreach (var (name, load) in ((string, UnaryLoad)[])[("GetBeneficiary", lookups), ("CheckEligibility", checks)])
                {
                    var one = await RoundAsync(name, load, length, ground, options);
                    // the first warms up
                    if (round != 0)
                        rounds.Add(one);
                    Console.WriteLine(one.Line(round));
                }
            }

            Print(rounds);
            if (options.Text("json") is { } path)
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(rounds, Indented));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<WatchedRound> RoundAsync(string name, UnaryLoad load, TimeSpan length, Ground ground, Options options)
    {
        var alone = await MeasureAsync(load, length);
        var (addresses, certificates) = (ground.AddressesOf("hub"), ground.Certificates);
        await using var watchers = await Watchers.StartAsync(
            "--exchange", $"{addresses.Exchange}", "--operations", $"{addresses.Operations}", "--certs", certificates.Folder, "--as", certificates.Caller,
            "--streams", Text(options.Number("streams", 5)), "--pages", Text(options.Number("pages", 5)));
        var watched = await MeasureAsync(load, length);
        return new WatchedRound(name, alone, watched, await watchers.EndAsync() / (watched.PerSecond * length.TotalSeconds));
    }

    private static async Task<Round> MeasureAsync(UnaryLoad load, TimeSpan length)
    {
        var (before, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var rate = await load.RunAsync(length);
        return new Round(rate, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (rate * clock.Elapsed.TotalSeconds));
    }

    private static void Print(List<WatchedRound> rounds)
    {
        Console.WriteLine();
        foreach (var method in rounds.GroupBy(round => round.Method))
        {
            var (ratio, cost) = (Budget.Median([.. method.Select(round => round.Ratio)]), Budget.Median([.. method.Select(round => round.RatioOfCost)]));
            Console.WriteLine(
                $"{method.Key,-18} with watchers, of without: throughput {ratio:0.000} ({method.Min(r => r.Ratio):0.000}..{method.Max(r => r.Ratio):0.000}), "
                + $"by processor time of the hub and its callers {cost:0.000} ({method.Min(r => r.RatioOfCost):0.000}..{method.Max(r => r.RatioOfCost):0.000}); budget >= 0.95");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One method in one round.</summary>
/// <param name="Method">What was called.</param>
/// <param name="Alone">With nobody watching.</param>
/// <param name="Watched">With watchers.</param>
/// <param name="Told">How often each exchange was told, on average: as often as there are streams when none was passed over.</param>
internal sealed record WatchedRound(string Method, Round Alone, Round Watched, double Told)
{
    public double Ratio => Watched.PerSecond / Alone.PerSecond;

    public double RatioOfCost => Alone.Microseconds / Watched.Microseconds;

    public string Line(int round) =>
        $"{(round == 0 ? "warm up" : $"round {round}"),-8} {Method,-18} alone {Alone.PerSecond,8:n0}/s {Alone.Microseconds,6:n1} us  watched {Watched.PerSecond,8:n0}/s {Watched.Microseconds,6:n1} us  "
        + $"ratio {Ratio:0.000}, of cost {RatioOfCost:0.000}; each told {Told:0.0} times";
}
