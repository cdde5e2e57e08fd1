namespace Vamos.Hub.Monitoring.Traffic;

using Vamos.Exchange.V1;
using Vamos.Trust.Agreements;

/// <summary>When an exchange was, and how long it took.</summary>
internal static class ExchangeTimes
{
    /// <summary>When its answer was ready.</summary>
    public static DateTimeOffset EndOf(ExchangeRecord record) => (record.ResponseTime ?? record.RequestTime)?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch;

    /// <summary>Whether it is a stream that lasts as long as somebody watches: how long says nothing about the hub.</summary>
    public static bool IsWatch(ExchangeRecord record) =>
        ExchangedMethods.Find(record.Method) is { Descriptor: { IsServerStreaming: true, IsClientStreaming: false } };

    /// <summary>From the request's arrival until the answer was ready; zero when a record does not say, or the clock was set back meanwhile.</summary>
    public static TimeSpan Latency(ExchangeRecord record)
    {
        if (record is not { RequestTime: { } request, ResponseTime: { } response })
            return TimeSpan.Zero;
        var taken = response.ToDateTimeOffset() - request.ToDateTimeOffset();
        return taken < TimeSpan.Zero ? TimeSpan.Zero : taken;
    }
}
