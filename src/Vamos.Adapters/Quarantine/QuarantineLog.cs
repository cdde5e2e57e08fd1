namespace Vamos.Adapters.Quarantine;

/// <summary>Log messages 3100 to 3199. They name rows by key only.</summary>
internal static partial class QuarantineLog
{
    [LoggerMessage(3100, LogLevel.Warning, "Row {RowKey} of {RecordSource} is set aside: {Field} is {Reason}")]
    public static partial void RowSetAside(ILogger logger, string recordSource, string rowKey, string field, string reason);

    [LoggerMessage(3101, LogLevel.Warning, "{Rows} rows are set aside; further ones are counted, and named in the quarantine file alone")]
    public static partial void NotLoggedAnyMore(ILogger logger, int rows);
}
