namespace Vamos.LoadTest.Network;

using System.Diagnostics;
using System.Text.Json;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Network;
using Vamos.Network.Rollout;
using Vamos.Network.Search;

/// <summary>The command <c>network</c>: how long a search over a whole country's catalogue takes, in process.</summary>
internal static class NetworkCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] Words = ["vacunación", "vacunas niños", "empleo", "formación jóvenes", "agua segura", "pensión adultos mayores", "servicio 4242"];

    public static int Run(string[] args)
    {
        var options = new Options(args);
        var (services, searches) = (options.Number("services", 50_000), options.Number("searches", 5_000));
        var territory = TerritoryCheck.Files(TerritoryCheck.Read(Path.Combine(AppContext.BaseDirectory, "network"))).Book
            ?? throw new InvalidOperationException("There is no territory.yaml beside the program.");

        var clock = Stopwatch.StartNew();
        var index = new ServiceIndex();
        index.Put([.. SampleCatalogue.Of(services)]);
        Console.WriteLine($"{services} services indexed in {clock.ElapsedMilliseconds} ms");

        var one = SampleCatalogue.Of(services).First();
        List<LatencyFigures> figures =
        [
            Measure("person", searches, i => index.Search(Query(i, territory) with { Needs = Needs(i) }, code => code).Matches.Count),
            Measure("words", searches, i => index.Search(Query(i, territory) with { Text = Words[i % Words.Length] }, code => code).Matches.Count),
            Measure("place", searches, i => index.Search(Query(i, territory), code => code).Matches.Count),
            Measure("coverage", Math.Max(1, searches / 10), i => index.Coverage(District(i).Code, new DateOnly(2026, 11, 22), SampleCatalogue.Now).Count),
            Measure("change", Math.Max(1, searches / 10), _ => Changed(index, one.Clone())),
        ];
        if (options.Text("json") is { } path)
            File.WriteAllText(path, JsonSerializer.Serialize(figures, Indented));
        return 0;
    }

    private static LatencyFigures Measure(string what, int times, Func<int, int> run)
    {
        var found = 0;
        for (var i = 0; i < Math.Max(20, times / 10); i++)
            found += run(i);
        var taken = new double[times];
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            found += run(i);
            taken[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        if (found == 0)
            throw new InvalidOperationException($"Nothing was found by {what}.");
        // what the processor worked, whoever else uses the machine
        cpu = (Environment.CpuUsage.TotalTime - cpu) / times;
        Array.Sort(taken);
        var figures = new LatencyFigures(what, times, taken[times / 2], taken[(int)(times * 0.99)], taken[^1], cpu.TotalMilliseconds);
        Console.WriteLine(
            $"{what,-9} {times,6} times  median {figures.Median:n3} ms  p99 {figures.P99:n3} ms  longest {figures.Longest:n3} ms  processor {figures.Processor:n3} ms");
        return figures;
    }

    private static int Changed(ServiceIndex index, Vamos.ServiceNetwork.V1.ServiceOffering service)
    {
        index.Put([service]);
        return index.Count;
    }

    private static District District(int i) => TerritoryCatalogue.Paraguay.Districts[i * 7 % TerritoryCatalogue.Paraguay.Districts.Length];

    private static ServiceQuery Query(int i, TerritoryBook territory) => new()
    {
        DistrictCode = District(i).Code,
        NeighbourDepartments = territory.NeighboursOf(District(i).Department.Code),
        Day = new DateOnly(2026, 11, 22),
        Now = SampleCatalogue.Now,
    };

    // four or five gaps over the household, others in each search
    private static PersonNeeds Needs(int i) => new(
        District(i).Code,
        new HashSet<LifeCycleCategory> { LifeCycleCategory.Adult, LifeCycleCategory.Childhood },
        [
            .. Enumerable.Range(0, 5).Select(k => KnownProtection.All[((i * 5) + (k * 4)) % KnownProtection.All.Length].Code).Distinct()
                .Select((code, k) => new Need(code, (NeedOf)(k % 3), k % 2 == 0 ? LifeCycleCategory.Adult : LifeCycleCategory.Childhood)),
        ]);
}

/// <summary>How long something takes, in milliseconds.</summary>
internal sealed record LatencyFigures(string What, int Times, double Median, double P99, double Longest, double Processor);
