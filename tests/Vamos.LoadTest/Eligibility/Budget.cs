namespace Vamos.LoadTest.Eligibility;

/// <summary>The budget, line by line, with what was measured.</summary>
internal static class Budget
{
    private const double KiB = 1024;

    public static double Median(IReadOnlyCollection<double> values) => values.Order().ToArray() is { Length: > 0 } sorted ? sorted[sorted.Length / 2] : double.NaN;

    public static void Print(Figures figures)
    {
        Console.WriteLine();
        Console.WriteLine($"{"what",-54} {"median",8}  {"of the rounds",-18} {"budget",-12} met");
        Ratio("in process, VERDICT, of echo", figures.Ratios(Figures.Verdict, Figures.Echo), 0.5);
        Ratio("in process, FULL, of echo", figures.Ratios(Figures.Full, Figures.Echo), 0.5);
        Ratio("in process, VERDICT, of nginx before echo", figures.Ratios(Figures.Verdict, Figures.Proxy), 1);
        Ratio("Redis, VERDICT, of echo", figures.Ratios(Figures.Redis, Figures.Echo), 0.25);
        Ratio("batch in process, of unary in process", figures.Ratios(Figures.BatchWarm, Figures.Verdict), 3);
        Ratio("batch over three adapters, of batch in process", figures.Ratios(Figures.BatchCold, Figures.BatchWarm), null);
        Ratio("in process, VERDICT, of echo of the same answer", figures.Ratios(Figures.Verdict, Figures.EchoVerdict), null);
        Ratio("in process, FULL, of echo of the same answer", figures.Ratios(Figures.Full, Figures.EchoFull), null);
        Ratio("Redis, VERDICT, of raw Redis GET", figures.Ratios(Figures.Redis, Figures.RedisGet), null);

        Ratio("by processor time: VERDICT of echo", figures.RatiosOfCost(Figures.Verdict, Figures.Echo), null);
        Ratio("by processor time: VERDICT of echo of the same answer", figures.RatiosOfCost(Figures.Verdict, Figures.EchoVerdict), null);
        Ratio("by processor time: batch in process of VERDICT", figures.RatiosOfCost(Figures.BatchWarm, Figures.Verdict), null);

        var more = figures.Latency.Differences;
        Line("GetBeneficiary beyond the slowest adapter", $"{Median(more):n2} ms", $"{more[0]:n2}..{more[^1]:n2}", "<= 1 ms", Median(more) <= 1);
        var allocation = figures.Allocation;
        Line("allocated a call by the hub, VERDICT", $"{allocation.HubsVerdict / KiB:n1} KiB", "", "<= 4 KiB", allocation.HubsVerdict <= 4 * KiB);
        Line("allocated a call by the hub, FULL", $"{allocation.HubsFull / KiB:n1} KiB", "", "<= 4 KiB", allocation.HubsFull <= 4 * KiB);
        Line("allocated a call beyond the empty echo, VERDICT", $"{(allocation.Verdict - allocation.EmptyEcho) / KiB:n1} KiB", "", "", null);
        if (figures.Memory is { } memory)
        {
            Line(
                $"peak of a batch of {memory.LargeQuestions:n0} to one of {memory.SmallQuestions:n0}",
                $"{memory.LargePeak / memory.SmallPeak:n2}",
                $"{memory.SmallPeak:n0}, {memory.LargePeak:n0} MiB",
                "flat",
                memory.LargePeak <= 1.25 * memory.SmallPeak);
        }
    }

    private static void Ratio(string what, double[] ratios, double? atLeast)
    {
        if (ratios.Length == 0)
        {
            Line(what, "-", "not measured", "", null);
            return;
        }

        var median = Median(ratios);
        Line(what, $"{median:n3}", $"{ratios[0]:n3}..{ratios[^1]:n3}", atLeast is null ? "" : $">= {atLeast}", atLeast is null ? null : median >= atLeast);
    }

    private static void Line(string what, string median, string rounds, string budget, bool? met) =>
        Console.WriteLine($"{what,-54} {median,8}  {rounds,-18} {budget,-12} {(met is null ? "" : met.Value ? "yes" : "NO")}");
}
