namespace Vamos.LoadTest.Eligibility;

/// <summary>
/// What the hub adds to the slowest of three adapters whose legacy systems answer at once: one call in flight, nothing kept (<c>max_age</c> zero).
/// </summary>
internal static class LookupLatency
{
    private const int People = 500;

    public static async Task<LatencyFigures> MeasureAsync(Ground ground, Connections hub, int rounds, int calls)
    {
        var lookup = new UnaryLoad(hub, LoadMethods.Lookup, LoadMethods.Lookups(0, People), 1);
        var direct = ground.Adapters.ToDictionary(
            adapter => adapter.Institution,
            adapter => new UnaryLoad(
                ground.ConnectToAdapter(adapter),
                LoadMethods.Records,
                LoadMethods.RecordsOf(0, People, [.. adapter.Describe().OfferedFacts.Select(fact => fact.Kind)]),
                1));
        var times = direct.Keys.ToDictionary(institution => institution, _ => new double[rounds]);
        var through = new double[rounds];
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (institution, load) in direct)
            {
                var median = Budget.Median(await load.TimesAsync(calls));
                if (round >= 0)
                    times[institution][round] = median;
            }

            var mediated = Budget.Median(await lookup.TimesAsync(calls));
            if (round < 0)
                continue;
            through[round] = mediated;
            Console.WriteLine($"round {round + 1}  GetBeneficiary {mediated:n3} ms, direct {string.Join(", ", times.Select(t => $"{t.Key} {t.Value[round]:n3} ms"))}");
        }

        return new LatencyFigures(through, times);
    }
}
