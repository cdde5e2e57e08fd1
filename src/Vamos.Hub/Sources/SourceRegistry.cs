namespace Vamos.Hub.Sources;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>All sources, in the order in which the hub believes them about a person's identity.</summary>
public sealed class SourceRegistry(IReadOnlyList<AdapterSource> sources) : IDisposable
{
    /// <summary>The sources.</summary>
    public IReadOnlyList<AdapterSource> All { get; } = sources;

    /// <summary>
    /// Asks every source that offers a wanted kind, all at once. The answers come in the order of the sources; a source
    /// that was not asked says so. One dead source costs the others nothing.
    /// </summary>
    /// <param name="nationalId">The person.</param>
    /// <param name="kinds">Kinds of fact that are wanted; empty means all.</param>
    /// <param name="budget">Most time that the answer may take.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public Task<SourceAnswer[]> AskAllAsync(NationalId nationalId, IReadOnlySet<FactKind> kinds, TimeSpan budget, CancellationToken cancellation) =>
        Task.WhenAll(All.Select(source => kinds.Count == 0 || source.Offers(kinds)
            ? source.AskAsync(nationalId, kinds, budget, cancellation)
            : Task.FromResult(NotAsked(source))));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var source in All)
            source.Dispose();
    }

    private static SourceAnswer NotAsked(AdapterSource source) =>
        new(new SourceStatus { Institution = source.Institution, State = SourceState.NotAsked, Detail = "It holds nothing of what was asked for." }, null);
}
