namespace Vamos.Programmes.Facts;

using Vamos.Common.V1;

/// <summary>Whether a fact was in force on a day. Days are Paraguay's, three hours behind UTC all year.</summary>
internal static class Period
{
    private const int HoursBehind = 3;
    private const int SecondsOfDay = 86_400;

    /// <summary>
    /// Whether a fact with a first and a last day, both included, was in force. Without a first day it counts from the day for which the source
    /// stated it on; before that nobody can tell. Without a last day it lasts.
    /// </summary>
    public static Truth IsInForce(Date? start, Date? end, Provenance? provenance, DateOnly day) =>
        HasBegun(start, provenance, day).And(Lasts(end, day));

    /// <summary>Whether something that happened on a date had happened by a day.</summary>
    public static Truth HasBegun(Date? date, Provenance? provenance, DateOnly day)
    {
        if (DateSpan.Of(date) is { } span)
            return span.IsBy(day);
        return date is not null || IsStatedLater(provenance, day) ? Truth.Unknown : Truth.Yes;
    }

    /// <summary>Whether a fact whose last day may be known still lasted.</summary>
    public static Truth Lasts(Date? end, DateOnly day)
    {
        if (end is null)
            return Truth.Yes;
        if (DateSpan.Of(end) is not { } span)
            return Truth.Unknown;
        return span.First >= day ? Truth.Yes : span.Last < day ? Truth.No : Truth.Unknown;
    }

    /// <summary>Whether the source's statement is of a later day, so that it need not have been true on this one.</summary>
    public static bool IsStatedLater(Provenance? provenance, DateOnly day) =>
        provenance?.AsOf is { } asOf && asOf.Seconds >= EndOf(day);

    private static long EndOf(DateOnly day) =>
        ((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + 1L) * SecondsOfDay) + (HoursBehind * 3_600);
}
