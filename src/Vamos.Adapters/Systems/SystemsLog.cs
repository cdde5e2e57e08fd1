namespace Vamos.Adapters.Systems;

/// <summary>Log messages 3020 to 3029. None holds personal data.</summary>
internal static partial class SystemsLog
{
    [LoggerMessage(3020, LogLevel.Warning, "{System} does not answer, others do: {Reason}")]
    public static partial void Missing(ILogger logger, string system, string reason);

    [LoggerMessage(3021, LogLevel.Warning, "{System} cannot be opened, others can; next attempt in {Delay}: {Reason}")]
    public static partial void NotOpen(ILogger logger, string system, TimeSpan delay, string reason);

    [LoggerMessage(3022, LogLevel.Information, "{System} is open")]
    public static partial void Open(ILogger logger, string system);

    [LoggerMessage(3023, LogLevel.Warning, "Changes of {System} cannot be read: {Reason}")]
    public static partial void ChangesMissing(ILogger logger, string system, string reason);
}
