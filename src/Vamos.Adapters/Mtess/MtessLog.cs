namespace Vamos.Adapters.Mtess;

/// <summary>Log messages 3300 to 3349. None holds personal data.</summary>
internal static partial class MtessLog
{
    [LoggerMessage(3300, LogLevel.Warning, "A change of the worker history names nobody who can be read; it is passed over and set aside")]
    public static partial void ChangeOfNobody(ILogger logger);
}
