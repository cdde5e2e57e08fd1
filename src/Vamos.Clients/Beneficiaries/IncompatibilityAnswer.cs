namespace Vamos.Clients.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>Benefits of a person that may not be held together, and what became of asking each institution.</summary>
/// <param name="Incompatibilities">What was found, the gravest first; empty when facts show none.</param>
/// <param name="Sources">The institutions.</param>
/// <param name="ExchangeId">Identifier under which the hub recorded the exchange; empty when it gave none.</param>
public sealed record IncompatibilityAnswer(
    IReadOnlyList<Incompatibility> Incompatibilities, IReadOnlyList<SourceStatus> Sources, string ExchangeId)
{
    /// <summary>The institutions that were asked and gave no usable answer. What needs their facts cannot be found.</summary>
    public IReadOnlyList<SourceStatus> Missing =>
        [.. Sources.Where(source => source.State is SourceState.Unavailable or SourceState.TimedOut or SourceState.InvalidAnswer)];
}
