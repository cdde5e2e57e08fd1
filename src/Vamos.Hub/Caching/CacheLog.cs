namespace Vamos.Hub.Caching;

using Microsoft.Extensions.Logging;

/// <summary>Log events of the room Caching: 4000 to 4049.</summary>
internal static partial class CacheLog
{
    [LoggerMessage(4000, LogLevel.Information, "Redis is used as the second level of the cache")]
    public static partial void RedisUsed(ILogger log);

    [LoggerMessage(4001, LogLevel.Warning, "Redis is left alone until it answers again: {Reason}. Answers come from this process and the sources")]
    public static partial void RedisLeft(ILogger log, string reason);

    [LoggerMessage(4002, LogLevel.Warning, "Invalidations of other hubs cannot be heard; kept answers count for {Seconds} s only")]
    public static partial void LineLost(ILogger log, double seconds);

    [LoggerMessage(4003, LogLevel.Information, "Invalidations of other hubs are heard; what was kept in this process before is forgotten")]
    public static partial void LineRestored(ILogger log);

    [LoggerMessage(4004, LogLevel.Information, "The change feed of {Source} is lost; its facts count for {Seconds} s only")]
    public static partial void FeedLost(ILogger log, string source, double seconds);

    [LoggerMessage(4005, LogLevel.Information, "The change feed of {Source} is complete again")]
    public static partial void FeedRestored(ILogger log, string source);

    [LoggerMessage(4006, LogLevel.Error, "Another hub at the same Redis has other cache keys: they share neither answers nor invalidations")]
    public static partial void OtherKeys(ILogger log);

    [LoggerMessage(4007, LogLevel.Warning, "{Count} invalidations wait for Redis; it is not read before they have reached it")]
    public static partial void InvalidationsWait(ILogger log, int count);

    [LoggerMessage(4008, LogLevel.Information, "All that was kept of {Source} is void")]
    public static partial void SourceForgotten(ILogger log, string source);

    [LoggerMessage(4009, LogLevel.Error, "The keeping of the cache failed and goes on")]
    public static partial void KeepingFailed(ILogger log, Exception exception);

    [LoggerMessage(4010, LogLevel.Warning, "Redis was restarted or replaced: what it kept from before is void")]
    public static partial void RedisReplaced(ILogger log);
}
