namespace Vamos.Adapters.Drops;

/// <summary>Log messages 3250 to 3299. They name files and counts, never what stands in a file.</summary>
internal static partial class DropLog
{
    [LoggerMessage(3250, LogLevel.Information, "{File} is accepted: {Rows} rows, {SetAside} lines set aside, {Changes} people changed, in {Seconds:0.0} s")]
    public static partial void Accepted(ILogger logger, string file, long rows, long setAside, long changes, double seconds);

    [LoggerMessage(3251, LogLevel.Error, "{File} is refused, and what was accepted before stays: {Reason}")]
    public static partial void Refused(ILogger logger, string file, string reason);

    [LoggerMessage(3252, LogLevel.Information, "{File} is the file that is in use already")]
    public static partial void Again(ILogger logger, string file);

    [LoggerMessage(3253, LogLevel.Warning, "The inbox {Inbox} cannot be worked on, and is tried again: {Reason}")]
    public static partial void InboxInTrouble(ILogger logger, string inbox, string reason);
}
