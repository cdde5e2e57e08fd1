namespace Vamos.Hub.Sources;

using Grpc.Core;
using Microsoft.Extensions.Logging;

/// <summary>Log events of the room Sources: 2000 to 2099.</summary>
internal static partial class SourcesLog
{
    [LoggerMessage(2000, LogLevel.Information, "Adapter {Institution} (version {Version}) offers {Count} kinds of fact")]
    public static partial void Described(ILogger log, string institution, string version, int count);

    [LoggerMessage(2001, LogLevel.Warning, "Adapter {Institution} does not describe itself: {StatusCode}")]
    public static partial void DoesNotDescribe(ILogger log, string institution, StatusCode statusCode);

    [LoggerMessage(2002, LogLevel.Error, "The adapter configured for {Institution} describes itself as another institution's")]
    public static partial void DescribesAnother(ILogger log, string institution);

    [LoggerMessage(2003, LogLevel.Warning, "Adapter {Institution} failed: {StatusCode}")]
    public static partial void Failed(ILogger log, string institution, StatusCode statusCode);

    [LoggerMessage(2004, LogLevel.Error, "Adapter {Institution} breaks the contract: {Rule}; nothing of its answer was used")]
    public static partial void BreaksContract(ILogger log, string institution, string rule);

    [LoggerMessage(2005, LogLevel.Warning, "Adapter {Institution} is asked more than it answers: a question was turned away")]
    public static partial void Busy(ILogger log, string institution);

    [LoggerMessage(2006, LogLevel.Information, "Changes of {Institution} are heard")]
    public static partial void FeedHeard(ILogger log, string institution);

    [LoggerMessage(2007, LogLevel.Warning, "Changes of {Institution} are not heard: {Reason}")]
    public static partial void FeedBroken(ILogger log, string institution, string reason);

    [LoggerMessage(2008, LogLevel.Error, "Following the changes of {Institution} failed and begins again")]
    public static partial void FeedFailed(ILogger log, string institution, Exception exception);
}
