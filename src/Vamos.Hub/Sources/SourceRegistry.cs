namespace Vamos.Hub.Sources;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>All sources, in the order in which the hub believes them about a person's identity.</summary>
public sealed class SourceRegistry(IReadOnlyList<AdapterSource> sources) : IDisposable
{
    /// <summary>The sources.</summary>
    public IReadOnlyList<AdapterSource> All { get; } = sources;

    /// <summary>
    /// Asks every source that offers a wanted kind and that the caller's agreement covers, all at once. The answers come in the order of the sources; a source
    /// that was not asked says so. One dead source costs the others nothing.
    /// </summary>
    /// <param name="nationalId">The person.</param>
    /// <param name="kinds">Kinds of fact that are wanted.</param>
    /// <param name="covered">Institutions whose data the agreement covers.</param>
    /// <param name="budget">Most time that the answer may take.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public Task<SourceAnswer[]> AskAllAsync(
        NationalId nationalId, IReadOnlySet<FactKind> kinds, IReadOnlySet<string> covered, TimeSpan budget, CancellationToken cancellation) =>
        Task.WhenAll(All.Select(source =>
            !covered.Contains(source.Institution) ? Task.FromResult(NotAsked(source, "The agreement does not cover its data."))
            : !source.Offers(kinds) ? Task.FromResult(NotAsked(source, "It holds nothing of what was asked for."))
            : source.AskAsync(nationalId, kinds, budget, cancellation)));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var source in All)
            source.Dispose();
    }

    private static SourceAnswer NotAsked(AdapterSource source, string why) =>
        new(new SourceStatus { Institution = source.Institution, State = SourceState.NotAsked, Detail = why }, null, null);
}
