namespace Vamos.Adapters.Hosting;

/// <summary>Log messages 3000 to 3099. None holds personal data.</summary>
internal static partial class AdapterLog
{
    [LoggerMessage(3000, LogLevel.Information, "Adapter {Institution} takes calls of {Caller} on port {Port}, operations on port {OperationsPort}")]
    public static partial void Listening(ILogger logger, string institution, string caller, int port, int operationsPort);

    [LoggerMessage(3001, LogLevel.Information, "The legacy system is open")]
    public static partial void LegacySystemOpen(ILogger logger);

    [LoggerMessage(3002, LogLevel.Warning, "The legacy system cannot be read, next attempt in {Delay}: {Reason}")]
    public static partial void LegacySystemNotOpen(ILogger logger, TimeSpan delay, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "{Method} refused: the caller is {Caller}, not {Allowed}")]
    public static partial void CallerRefused(ILogger logger, string method, string caller, string allowed);

    [LoggerMessage(3004, LogLevel.Warning, "{Method}: the legacy system did not answer: {Reason}")]
    public static partial void LegacySystemFailed(ILogger logger, string method, string reason);

    [LoggerMessage(3005, LogLevel.Error, "{Method} failed in a way that nobody foresaw")]
    public static partial void Unforeseen(ILogger logger, Exception exception, string method);

    [LoggerMessage(3006, LogLevel.Warning, "What {System} does beside answering ended, and begins again in {Delay}: {Reason}")]
    public static partial void WorkEnded(ILogger logger, string system, TimeSpan delay, string reason);

    [LoggerMessage(3007, LogLevel.Warning, "Changes cannot be read at the moment: {Reason}")]
    public static partial void ChangesNotRead(ILogger logger, string reason);

    [LoggerMessage(3008, LogLevel.Error, "What {System} does beside answering failed in a way that nobody foresaw, and begins again in {Delay}")]
    public static partial void WorkFailed(ILogger logger, Exception exception, string system, TimeSpan delay);
}
