namespace Vamos.Hub.Monitoring;

using Google.Protobuf.WellKnownTypes;
using Vamos.Certificates;
using Vamos.Exchange.V1;
using Vamos.Hub.Sources;

/// <summary>The sources as those who watch see them.</summary>
public sealed class SourceReport(SourceRegistry sources, TlsIdentitySource tls, TimeProvider time)
{
    /// <summary>All sources, by institution.</summary>
    public IReadOnlyList<Source> All() => [.. sources.All.OrderBy(source => source.Institution, StringComparer.Ordinal).Select(Of)];

    private Source Of(AdapterSource source)
    {
        var condition = source.Condition;
        return new Source
        {
            Institution = source.Institution,
            DisplayName = source.Description?.DisplayName ?? "",
            State = condition.State,
            Detail = condition.Detail,
            Whole = condition.IsWhole,
            Breaker = source.BreakerState switch
            {
                "closed" => BreakerState.Closed,
                "open" => BreakerState.Open,
                "halfopen" => BreakerState.HalfOpen,
                _ => BreakerState.Unspecified,
            },
            LastSuccessTime = Time(condition.LastSuccess),
            LastFailureTime = Time(condition.LastFailure),
            CertificateExpireTime = tls.PresentedBy(source.Institution) is { } certificate ? Time(certificate.NotAfter) : null,
            ContractVersion = source.Description?.ContractVersion ?? "",
            AdapterVersion = source.Description?.AdapterVersion ?? "",
            FeedLag = source.HeardAt is { } heard ? Duration.FromTimeSpan(time.GetUtcNow() - heard) : null,
        };
    }

    private static Timestamp? Time(DateTimeOffset? time) => time is { } known ? Timestamp.FromDateTimeOffset(known) : null;
}
