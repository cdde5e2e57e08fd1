namespace Vamos.Hub.Programmes;

using Microsoft.Extensions.Logging;

/// <summary>Log events of the room Programmes: 5000 to 5099.</summary>
internal static partial class ProgrammesLog
{
    [LoggerMessage(5000, LogLevel.Information, "The rules of {Count} programmes count, version {Version}")]
    public static partial void Loaded(ILogger log, int count, string version);

    [LoggerMessage(5001, LogLevel.Error, "Changed rules in {Folder} cannot be used, the last good ones stay. {Count} errors: {Errors}")]
    public static partial void Refused(ILogger log, string folder, int count, string errors);
}
