namespace Vamos.Hub.ServiceNetwork;

using Microsoft.Extensions.Logging;

/// <summary>Log events of the room ServiceNetwork: 7000 to 7099.</summary>
internal static partial class NetworkLog
{
    [LoggerMessage(7000, LogLevel.Information, "The service network has {Count} services")]
    public static partial void Loaded(ILogger log, int count);

    [LoggerMessage(7001, LogLevel.Warning, "The service network cannot be read from its database; searches go on with what is in memory")]
    public static partial void NotFollowed(ILogger log, Exception exception);

    [LoggerMessage(7002, LogLevel.Information, "The service network is read from its database again")]
    public static partial void Follows(ILogger log);

    [LoggerMessage(7010, LogLevel.Information, "The territory counts as of version {Version}")]
    public static partial void TerritoryLoaded(ILogger log, string version);

    [LoggerMessage(7011, LogLevel.Error, "Changed territory in {Folder} cannot be used, the last good one stays. {Count} errors: {Errors}")]
    public static partial void TerritoryRefused(ILogger log, string folder, int count, string errors);
}
