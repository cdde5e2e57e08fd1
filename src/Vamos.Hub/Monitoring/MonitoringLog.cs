namespace Vamos.Hub.Monitoring;

using Microsoft.Extensions.Logging;

/// <summary>Events 6000–6099: watching the exchange.</summary>
internal static partial class MonitoringLog
{
    [LoggerMessage(6000, LogLevel.Warning, "The exchange log cannot be read for those who watch it; it is tried again")]
    public static partial void FeedFailed(ILogger logger, Exception exception);

    [LoggerMessage(6001, LogLevel.Warning, "The traffic cannot be summed up now; it is tried again")]
    public static partial void SummingFailed(ILogger logger, Exception exception);

    [LoggerMessage(6002, LogLevel.Warning, "The state for the page cannot be put together now; it is tried again")]
    public static partial void StateFailed(ILogger logger, Exception exception);
}
