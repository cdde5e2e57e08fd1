namespace Vamos.Clients.Fips;

using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>What a person and the household are protected by, and where the gaps are.</summary>
/// <param name="Status">The status. What rests on a source that did not answer is neither covered nor a gap.</param>
/// <param name="ExchangeId">Identifier under which the hub recorded the exchange; empty when it gave none.</param>
public sealed record ProtectionAnswer(ProtectionStatus Status, string ExchangeId)
{
    /// <summary>The institutions that were asked and gave no usable answer.</summary>
    public IReadOnlyList<SourceStatus> Missing =>
        [.. Status.Sources.Where(source => source.State is SourceState.Unavailable or SourceState.TimedOut or SourceState.InvalidAnswer)];
}
