namespace Vamos.Adapters.Tests.Certification;

using Vamos.Adapter.V1;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Sandbox.Population;

/// <summary>An adapter of the house, on simulated legacy systems that run, to be certified like anybody's.</summary>
internal static class House
{
    /// <summary>The present day in Paraguay, so that nothing in the records is of tomorrow.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(-3)).DateTime);

    /// <summary>The people with a story, and some without.</summary>
    public static SimulatedPopulation Population { get; } = SimulatedPopulation.Generate(1, 500, Today);

    /// <summary>Waits until the adapter took what lies in a folder.</summary>
    public static Task TakenAsync(string inbox) => WaitFor.TrueAsync(() => !Directory.EnumerateFiles(inbox).Any(), "the files to be taken");

    /// <summary>Certifies an adapter that has a change feed; nothing may fail, and nothing but the absence of a feed may be left untried.</summary>
    /// <returns>The report.</returns>
    public static async Task<string> PassesAsync(RunningAdapter adapter, string expectations)
    {
        var certified = await Certified.RunAsync(adapter.Host.Port, expectations);

        Assert.True(certified.ExitCode == 0, certified.Output + certified.Errors);
        Assert.Equal(["changes-not-offered"], certified.Skipped);
        return certified.Output;
    }

    /// <summary>Which systems answer each kind of fact about the whole population must be just what is offered: the hub tells who is missing by it.</summary>
    public static async Task OffersWhatItAnswersAsync(RunningAdapter adapter)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var hub = adapter.ClientOf("hub");
        var offered = (await hub.DescribeAsync(new DescribeRequest(), cancellationToken: limit.Token)).OfferedFacts
            .Select(offer => $"{offer.Kind} {offer.System}").Order(StringComparer.Ordinal).ToArray();
        var answered = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var kind in offered.Select(offer => Enum.Parse<FactKind>(offer.Split(' ')[0])).Distinct())
        {
            using var batch = hub.BatchGetRecords(cancellationToken: limit.Token);
            var reading = Task.Run(async () =>
            {
                while (await batch.ResponseStream.MoveNext(limit.Token))
                    answered.UnionWith(batch.ResponseStream.Current.Records.Provenances().Select(provenance => $"{kind} {provenance!.System}"));
            });
            foreach (var cedula in Population.People.Select(person => person.Cedula).OfType<Cedula>())
            {
                var person = new NationalId { Number = $"{cedula.Number}", Letter = $"{cedula.Letter}" };
                await batch.RequestStream.WriteAsync(new BatchGetRecordsRequest { CorrelationId = 1, NationalId = person, Kinds = { kind } });
            }

            await batch.RequestStream.CompleteAsync();
            await reading;
        }

        Assert.Equal(offered, answered);
    }
}
