namespace Vamos.Hub.Audit;

using Microsoft.Extensions.Logging;

/// <summary>Log events of the room Audit: 3000 to 3099.</summary>
internal static partial class AuditLogEvents
{
    [LoggerMessage(3000, LogLevel.Information, "The exchange log is open: {Size} records in {Dialect}, verifier key {VerifierKey}")]
    public static partial void Opened(ILogger log, long size, string dialect, string verifierKey);

    [LoggerMessage(3001, LogLevel.Error, "Exchanges cannot be recorded and are refused: {Reason}")]
    public static partial void Failing(ILogger log, Exception? exception, string reason);

    [LoggerMessage(3002, LogLevel.Information, "Exchanges are recorded again")]
    public static partial void Recovered(ILogger log);

    [LoggerMessage(3003, LogLevel.Warning, "The disk of the exchange log is filling up: {FreeBytes} bytes are free")]
    public static partial void FillingUp(ILogger log, long freeBytes);

    [LoggerMessage(3004, LogLevel.Critical, "The exchange log was tampered with; no exchange is recorded any more: {Explanation}")]
    public static partial void Tampered(ILogger log, string explanation);

    [LoggerMessage(3005, LogLevel.Warning, "A checkpoint could not be sealed; the next interval tries again")]
    public static partial void NotSealed(ILogger log, Exception exception);

    [LoggerMessage(3006, LogLevel.Information, "Records {First} to {Last} were archived to {File} and dropped")]
    public static partial void Archived(ILogger log, long first, long last, string file);
}
