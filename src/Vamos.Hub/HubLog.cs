namespace Vamos.Hub;

using Microsoft.Extensions.Logging;

/// <summary>Log events of the process itself: 1 to 99.</summary>
internal static partial class HubLog
{
    [LoggerMessage(1, LogLevel.Information, "The hub listens at {Addresses}, {Sources} sources are configured")]
    public static partial void Listening(ILogger log, string addresses, int sources);
}
