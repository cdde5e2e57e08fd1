namespace Vamos.Hosting.Certificates;

using Microsoft.Extensions.Logging;

/// <summary>Log events about certificates: 100 to 119.</summary>
internal static partial class CertificatesLog
{
    [LoggerMessage(100, LogLevel.Information, "New connections use {Identity}")]
    public static partial void IdentityLoaded(ILogger log, string identity);

    [LoggerMessage(101, LogLevel.Error, "Changed certificate files cannot be used, the last good ones stay in use: {Reason}")]
    public static partial void IdentityRefused(ILogger log, string reason);

    [LoggerMessage(102, LogLevel.Information, "Revocation lists were loaded: {Lists}")]
    public static partial void RevocationsLoaded(ILogger log, string lists);

    [LoggerMessage(103, LogLevel.Error, "Changed revocation lists cannot be used, the last good ones still count: {Reason}")]
    public static partial void RevocationsRefused(ILogger log, string reason);

    [LoggerMessage(104, LogLevel.Warning, "The certificate of {Institution}, serial number {SerialNumber}, {State}: its end is {NotAfter:u}")]
    public static partial void Expires(ILogger log, string institution, string serialNumber, string state, DateTimeOffset notAfter);

    [LoggerMessage(105, LogLevel.Warning, "The revocation lists in {File} should have been replaced by {NextUpdate:u}; they still count")]
    public static partial void RevocationsOverdue(ILogger log, string file, DateTimeOffset? nextUpdate);

    [LoggerMessage(106, LogLevel.Error, "Our own certificate, serial number {SerialNumber}, is revoked: the others refuse it")]
    public static partial void OwnRevoked(ILogger log, string serialNumber);

    [LoggerMessage(107, LogLevel.Warning, "A connection was refused: {Reason}")]
    public static partial void CallerRefused(ILogger log, string reason);

    [LoggerMessage(108, LogLevel.Warning, "A connection of {Institution} was ended: its certificate, serial number {SerialNumber}, is revoked")]
    public static partial void RevokedConnectionEnded(ILogger log, string institution, string serialNumber);
}
