namespace Vamos.Adapters.Health.Hl7;

/// <summary>Log messages 3420 to 3449. None holds personal data: messages are named by place and reason only.</summary>
internal static partial class Hl7Log
{
    [LoggerMessage(3420, LogLevel.Error, "HL7 messages could not be stored and were not acknowledged: {Kind}, SQLite error {Code}")]
    public static partial void NotStored(ILogger logger, string kind, int code);

    [LoggerMessage(3421, LogLevel.Warning, "Old HL7 messages could not be removed: SQLite error {Code}")]
    public static partial void NotCleaned(ILogger logger, int code);

    [LoggerMessage(3422, LogLevel.Information, "Inbox file {File}: {Messages} messages, {Accepted} accepted, {Refused} refused")]
    public static partial void FileTaken(ILogger logger, string file, int messages, int accepted, int refused);

    [LoggerMessage(3423, LogLevel.Warning, "Inbox file {File} was refused: {Reason}")]
    public static partial void FileRefused(ILogger logger, string file, string reason);

    [LoggerMessage(3424, LogLevel.Warning, "The inbox cannot be read at the moment: {Kind}")]
    public static partial void InboxNotRead(ILogger logger, string kind);

    [LoggerMessage(3425, LogLevel.Error, "A message could not be taken by an unforeseen error and was not acknowledged")]
    public static partial void Unforeseen(ILogger logger, Exception exception);
}
