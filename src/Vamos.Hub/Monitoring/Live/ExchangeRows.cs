namespace Vamos.Hub.Monitoring.Live;

using Grpc.Core;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;
using Vamos.Hub.Monitoring.Traffic;

/// <summary>Exchanges as the page lists them.</summary>
internal static class ExchangeRows
{
    public static ExchangeRow Of(ExchangeRecord record) => new(
        record.ExchangeId,
        record.LogIndex,
        ExchangeTimes.EndOf(record),
        record.ConsumerInstitution,
        record.Method,
        record.Purpose == Purpose.Unspecified ? "" : ExchangeMetadata.NameOf(record.Purpose),
        record.Outcome.ToString(),
        ((StatusCode)record.StatusCode).ToString(),
        record.Reason,
        ExchangeTimes.Latency(record).TotalMilliseconds,
        record.FromCache,
        [.. record.Hops.Select(hop => hop.Institution)]);
}
