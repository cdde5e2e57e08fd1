namespace Vamos.Hub.Exchange.Agreements;

using Microsoft.Extensions.Logging;

/// <summary>Log events of the agreements: 1100 to 1199.</summary>
internal static partial class AgreementsLog
{
    [LoggerMessage(1100, LogLevel.Information, "Agreements loaded: {Agreements} of {Institutions} institutions, version {Version}")]
    public static partial void Loaded(ILogger log, int agreements, int institutions, string version);

    [LoggerMessage(1101, LogLevel.Error, "The documents in {Folder} cannot be used and those before them still count. {Count} errors: {Errors}")]
    public static partial void Refused(ILogger log, string folder, int count, string errors);

    [LoggerMessage(1102, LogLevel.Warning, "Agreements: {Finding}")]
    public static partial void Warned(ILogger log, string finding);

    [LoggerMessage(1103, LogLevel.Warning, "The folder {Folder} cannot be watched; changes are noticed by looking every {Interval}")]
    public static partial void NotWatched(ILogger log, Exception exception, string folder, TimeSpan interval);

    [LoggerMessage(1104, LogLevel.Error, "Looking for changed agreements failed; the documents before still count")]
    public static partial void LookFailed(ILogger log, Exception exception);

    [LoggerMessage(1106, LogLevel.Error, "Today's questions of before the start cannot be counted; daily quotas begin anew")]
    public static partial void QuotaNotResumed(ILogger log, Exception exception);

    [LoggerMessage(1105, LogLevel.Information, "The documents in {Folder} are again those that count")]
    public static partial void Restored(ILogger log, string folder);
}
