namespace Vamos.Hub.Sources;

using Vamos.Adapter.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;

/// <summary>What one source said about one person. A source that failed is a value here, not an exception.</summary>
/// <param name="Status">What became of asking it.</param>
/// <param name="Records">What it knows; null unless it answered and knows the person.</param>
/// <param name="Hop">When it was asked and answered, for the exchange log; null when it was not asked.</param>
public sealed record SourceAnswer(SourceStatus Status, PersonRecords? Records, ExchangeHop? Hop);
