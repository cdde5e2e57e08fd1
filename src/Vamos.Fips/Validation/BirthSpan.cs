namespace Vamos.Fips.Validation;

using Vamos.Common.V1;

/// <summary>The days that a date of birth, which may be partial, can mean. Rules judge only what holds for all of them.</summary>
internal readonly record struct BirthSpan(DateOnly First, DateOnly Last)
{
    /// <summary>The span of a date; null when there is none, or it is none of the calendar.</summary>
    public static BirthSpan? Of(Date? date)
    {
        if (date is null || !date.IsValid)
            return null;
        return (date.Month, date.Day) switch
        {
            (0, _) => new(new(date.Year, 1, 1), new(date.Year, 12, 31)),
            (_, 0) => new(new(date.Year, date.Month, 1), new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month))),
            _ => new(new(date.Year, date.Month, date.Day), new(date.Year, date.Month, date.Day)),
        };
    }

    /// <summary>The least age in completed years that the person can have on a day.</summary>
    public int LeastAge(DateOnly day) => YearsBetween(Last, day);

    /// <summary>The greatest one.</summary>
    public int GreatestAge(DateOnly day) => YearsBetween(First, day);

    /// <summary>Completed years from one day to another; negative when it lies before.</summary>
    public static int YearsBetween(DateOnly from, DateOnly to)
    {
        var years = to.Year - from.Year;
        return (to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? years - 1 : years;
    }
}
