namespace Vamos.Hub.ServiceNetwork.Search;

using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Caching;
using Vamos.Network.Search;

/// <summary>How a person's needs are asked for.</summary>
/// <param name="Day">The day whose facts apply.</param>
/// <param name="Covered">Institutions whose data the agreement covers.</param>
/// <param name="Demand">What the caller accepts of answers kept from before.</param>
/// <param name="TimeLeft">Time until the caller's deadline.</param>
public sealed record NeedsQuestion(DateOnly Day, IReadOnlySet<string> Covered, CacheDemand Demand, TimeSpan TimeLeft);

/// <summary>What came of asking.</summary>
/// <param name="Needs">The needs; null when every source answered and none knows the person.</param>
/// <param name="Sources">The sources asked.</param>
/// <param name="Trace">What the exchange log is to say of where it is from.</param>
/// <param name="People">Everybody who was looked at, for the exchange log.</param>
public sealed record PersonNeedsOutcome(PersonNeeds? Needs, IReadOnlyList<SourceStatus> Sources, ExchangeRecord Trace, IReadOnlyCollection<NationalId> People);
