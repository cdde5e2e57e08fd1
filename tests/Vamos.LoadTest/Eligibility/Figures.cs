namespace Vamos.LoadTest.Eligibility;

/// <summary>All that was measured.</summary>
/// <param name="Rounds">Answers a second and what each cost, by what was measured.</param>
/// <param name="Allocation">Bytes a call.</param>
/// <param name="Latency">Milliseconds of a lookup.</param>
/// <param name="Memory">Memory of batches; null when it was not measured.</param>
internal sealed record Figures(IReadOnlyDictionary<string, Round[]> Rounds, Allocation Allocation, LatencyFigures Latency, MemoryFigures? Memory)
{
    public const string Echo = "echo";
    public const string EchoVerdict = "echo of the same verdict";
    public const string EchoFull = "echo of the same decision";
    public const string Proxy = "nginx before echo";
    public const string Verdict = "in process, VERDICT";
    public const string Full = "in process, FULL";
    public const string Redis = "Redis, VERDICT";
    public const string RedisGet = "raw Redis GET";
    public const string BatchWarm = "batch, in process";
    public const string BatchCold = "batch, three adapters";

    /// <summary>The rounds' ratios of one to another, in order; empty when either was not measured.</summary>
    public double[] Ratios(string one, string other) => Rounds.TryGetValue(one, out var a) && Rounds.TryGetValue(other, out var b)
        ? [.. a.Zip(b, (x, y) => x.PerSecond / y.PerSecond).Order()]
        : [];

    /// <summary>
    /// The same by the processor's time that an answer costs: what the ratio would be if this process had the processors for itself. Not for what works
    /// in other processes.
    /// </summary>
    public double[] RatiosOfCost(string one, string other) => Rounds.TryGetValue(one, out var a) && Rounds.TryGetValue(other, out var b)
        ? [.. a.Zip(b, (x, y) => y.Microseconds / x.Microseconds).Order()]
        : [];
}

/// <summary>One measurement of one round: answers a second, and the time of a processor that each took of this process, callers included.</summary>
internal readonly record struct Round(double PerSecond, double Microseconds);

/// <summary>Bytes that the process allocates for a call, callers included, and for the same call to an echo that gives the same answer.</summary>
internal sealed record Allocation(double Verdict, double EchoVerdict, double Full, double EchoFull, double EmptyEcho)
{
    public double HubsVerdict => Verdict - EchoVerdict;

    public double HubsFull => Full - EchoFull;
}

/// <summary>Median milliseconds with one call in flight: of a lookup over three adapters, and of each adapter asked directly.</summary>
internal sealed record LatencyFigures(double[] Lookup, IReadOnlyDictionary<string, double[]> Direct)
{
    /// <summary>By how much a lookup was slower than the slowest adapter, round by round, in order.</summary>
    public double[] Differences => [.. Lookup.Select((time, round) => time - Direct.Values.Max(times => times[round])).Order()];
}

/// <summary>Peaks while batches run, in MiB, and answers a second.</summary>
internal sealed record MemoryFigures(int SmallQuestions, double SmallPeak, double SmallHeap, int LargeQuestions, double LargePeak, double LargeHeap, double LargePerSecond);
