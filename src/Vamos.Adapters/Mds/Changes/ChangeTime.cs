namespace Vamos.Adapters.Mds.Changes;

using System.Globalization;
using Vamos.Adapters.Mds.Sql;
using Vamos.Translation;

/// <summary>Moments as the change columns of databases write them.</summary>
internal static class ChangeTime
{
    private const string Form = "yyyy-MM-dd HH:mm:ss";

    private static readonly string[] Forms = [Form, "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd"];

    /// <summary>A moment to compare a change column with.</summary>
    public static object ToMark(DateTimeOffset time, MarkType type) => type switch
    {
        MarkType.Zoned => time.ToUniversalTime(),
        MarkType.Instant => time.UtcDateTime,
        MarkType.Local => DateTime.SpecifyKind(time.ToOffset(LegacyInstant.Offset).DateTime, DateTimeKind.Unspecified),
        _ => time.ToOffset(LegacyInstant.Offset).ToString(Form, CultureInfo.InvariantCulture),
    };

    /// <summary>The moment that a change column says; null when nobody can tell.</summary>
    public static DateTimeOffset? Of(object mark) => mark switch
    {
        DateTimeOffset time => time,
        DateTime { Kind: DateTimeKind.Utc } time => new DateTimeOffset(time),
        DateTime time => InParaguay(time),
        string text when DateTime.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => InParaguay(time),
        _ => null,
    };

    // Times near the ends of the calendar have no universal time.
    private static DateTimeOffset? InParaguay(DateTime time) => time.Year is > 1 and < 9999
        ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), LegacyInstant.Offset)
        : null;
}
