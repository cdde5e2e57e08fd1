namespace Vamos.Adapters.Mds;

/// <summary>Log messages 3200 to 3249. None holds personal data.</summary>
internal static partial class MdsLog
{
    [LoggerMessage(3200, LogLevel.Information, "Index {Index} on {Table} was created")]
    public static partial void IndexCreated(ILogger logger, string index, string table);

    [LoggerMessage(
        3201, LogLevel.Warning, "Index {Index} is missing: every search by it reads the whole table {Table}. docs/adapter-mds.md says how to make it")]
    public static partial void IndexMissing(ILogger logger, string index, string table);

    [LoggerMessage(3202, LogLevel.Warning, "Index {Index} could not be created, so every search by it reads the whole table {Table}: {Reason}")]
    public static partial void IndexNotCreated(ILogger logger, string index, string table, string reason);

    [LoggerMessage(3203, LogLevel.Information, "All {Rows} rows were tried, {SetAside} are set aside")]
    public static partial void Surveyed(ILogger logger, long rows, int setAside);

    [LoggerMessage(3204, LogLevel.Warning, "The survey of the legacy rows ended early: {Reason}")]
    public static partial void SurveyEnded(ILogger logger, string reason);

    [LoggerMessage(
        3205, LogLevel.Information, "The {Count} indexes by which rows are found are left to the institution, for nobody says how this database shows them")]
    public static partial void IndexesUnknown(ILogger logger, int count);
}
