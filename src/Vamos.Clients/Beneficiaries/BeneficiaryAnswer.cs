namespace Vamos.Clients.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>What the institutions together know of a person, and what became of asking each.</summary>
/// <param name="Beneficiary">The person.</param>
/// <param name="ExchangeId">
/// Identifier under which the hub recorded the exchange; keep it with the decision that rests on it. Empty when the hub gave none.
/// </param>
public sealed record BeneficiaryAnswer(Beneficiary Beneficiary, string ExchangeId)
{
    /// <summary>
    /// Whether some institution knows the person. When false, some did not answer (see <see cref="Missing"/>): had all answered,
    /// the lookup would have failed with <see cref="PersonNotFoundException"/>.
    /// </summary>
    public bool IsFound =>
        Beneficiary.Person is not null || Beneficiary.Sources.Any(source => source.State is SourceState.Ok or SourceState.Partial);

    /// <summary>The institutions that were asked and gave no usable answer. A fact that they own may exist all the same.</summary>
    public IReadOnlyList<SourceStatus> Missing =>
        [.. Beneficiary.Sources.Where(source => source.State is SourceState.Unavailable or SourceState.TimedOut or SourceState.InvalidAnswer)];

    /// <summary>Whether every institution that was asked gave its whole answer.</summary>
    public bool IsComplete => Missing.Count == 0 && Beneficiary.Sources.All(source => source.State != SourceState.Partial);
}
