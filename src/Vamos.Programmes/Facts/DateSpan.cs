namespace Vamos.Programmes.Facts;

using Vamos.Common.V1;

/// <summary>The days that a date which may be partial can mean.</summary>
internal readonly record struct DateSpan(DateOnly First, DateOnly Last)
{
    /// <summary>The span of a date; null when there is none, or it is none of the calendar.</summary>
    public static DateSpan? Of(Date? date)
    {
        if (date is null || !date.IsValid)
            return null;
        return (date.Month, date.Day) switch
        {
            (0, _) => new(new(date.Year, 1, 1), new(date.Year, 12, 31)),
            (_, 0) => new(new(date.Year, date.Month, 1), new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month))),
            _ => Day(new(date.Year, date.Month, date.Day)),
        };
    }

    /// <summary>One day.</summary>
    public static DateSpan Day(DateOnly day) => new(day, day);

    /// <summary>Whether it lies on a day or before it.</summary>
    public Truth IsBy(DateOnly day) => Last <= day ? Truth.Yes : First > day ? Truth.No : Truth.Unknown;

    /// <summary>As many months later; never beyond the end of the calendar.</summary>
    public DateSpan AddMonths(int months) => new(Later(First, months), Later(Last, months));

    /// <summary>As many days later; never beyond the end of the calendar.</summary>
    public DateSpan AddDays(int days) => new(LaterDay(First, days), LaterDay(Last, days));

    private static DateOnly Later(DateOnly day, int months) => day > DateOnly.MaxValue.AddMonths(-months) ? DateOnly.MaxValue : day.AddMonths(months);

    private static DateOnly LaterDay(DateOnly day, int days) => day > DateOnly.MaxValue.AddDays(-days) ? DateOnly.MaxValue : day.AddDays(days);
}
