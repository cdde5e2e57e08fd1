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

    [LoggerMessage(6010, LogLevel.Warning, "Alert {Code} {Subject}: {Message}")]
    public static partial void Raised(ILogger logger, string code, string subject, string message);

    [LoggerMessage(6011, LogLevel.Information, "Alert {Code} {Subject} is over")]
    public static partial void Cleared(ILogger logger, string code, string subject);

    [LoggerMessage(6012, LogLevel.Warning, "The look for {Code} failed")]
    public static partial void LookFailed(ILogger logger, string code, Exception exception);

    [LoggerMessage(6013, LogLevel.Warning, "The {Post} did not take an alert at attempt {Attempt}: {Failure}")]
    public static partial void NotTaken(ILogger logger, string post, int attempt, string failure);

    [LoggerMessage(6014, LogLevel.Error, "The {Post} never took the alert {Code}: {Failure}")]
    public static partial void NotDelivered(ILogger logger, string post, string code, string failure);
}
