namespace Vamos.Hub.Sources;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Hub.Caching;
using Vamos.Programmes.Facts;

/// <summary>All sources, in the order in which the hub believes them about a person's identity.</summary>
public sealed class SourceRegistry : IDisposable
{
    private readonly KeptFacts[] _facts;

    /// <param name="sources">The adapters.</param>
    /// <param name="cache">Keeps what they answered.</param>
    /// <param name="policy">How long.</param>
    /// <param name="time">The clock.</param>
    public SourceRegistry(IReadOnlyList<AdapterSource> sources, PersonCache cache, CachePolicy policy, TimeProvider time)
    {
        var shelf = cache.Shelf("facts", policy, PersonRecords.Parser);
        All = sources;
        _facts = [.. sources.Select(source => new KeptFacts(source, cache, shelf, source.Judge, time))];
    }

    /// <summary>The sources.</summary>
    public IReadOnlyList<AdapterSource> All { get; }

    /// <summary>
    /// Asks every source that offers a wanted kind and that the caller's agreement covers, all at once. The answers come in the order of the sources; a source
    /// that was not asked says so. One dead source costs the others nothing.
    /// </summary>
    /// <param name="nationalId">The person.</param>
    /// <param name="kinds">Kinds of fact that are wanted.</param>
    /// <param name="covered">Institutions whose data the agreement covers.</param>
    /// <param name="demand">What the caller accepts of answers kept from before.</param>
    /// <param name="budget">Most time that the answer may take.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public Task<SourceAnswer[]> AskAllAsync(
        NationalId nationalId,
        IReadOnlySet<FactKind> kinds,
        IReadOnlySet<string> covered,
        CacheDemand demand,
        TimeSpan budget,
        CancellationToken cancellation) =>
        Task.WhenAll(All.Select((source, i) => WhyNot(source, kinds, covered) is { } why
            ? Task.FromResult(NotAsked(source, why))
            : _facts[i].AskAsync(nationalId, kinds, demand, budget, cancellation)));

    /// <summary>The same for many people, each source asked in one go.</summary>
    /// <returns>For each person the answers in the order of the sources.</returns>
    public async Task<SourceAnswer[][]> AskAllAsync(
        IReadOnlyList<NationalId> people,
        IReadOnlySet<FactKind> kinds,
        IReadOnlySet<string> covered,
        CacheDemand demand,
        TimeSpan budget,
        CancellationToken cancellation)
    {
        var bySource = await Task.WhenAll(All.Select((source, i) => WhyNot(source, kinds, covered) is { } why
            ? Task.FromResult(Enumerable.Repeat(NotAsked(source, why), people.Count).ToArray())
            : _facts[i].AskAsync(people, kinds, demand, budget, cancellation)));
        return [.. people.Select((_, i) => Array.ConvertAll(bySource, answers => answers[i]))];
    }

    /// <summary>Which institution offers what, as far as it is known.</summary>
    public FactOffers Offers => new(All.Select(source => KeyValuePair.Create(source.Institution, FactKindSet.Of([.. source.Offered]))));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var source in All)
            source.Dispose();
    }

    private static string? WhyNot(AdapterSource source, IReadOnlySet<FactKind> kinds, IReadOnlySet<string> covered) =>
        !covered.Contains(source.Institution) ? "The agreement does not cover its data."
        : !source.Offers(kinds) ? "It holds nothing of what was asked for."
        : null;

    private static SourceAnswer NotAsked(AdapterSource source, string why) =>
        new(new SourceStatus { Institution = source.Institution, State = SourceState.NotAsked, Detail = why }, null, null);
}
