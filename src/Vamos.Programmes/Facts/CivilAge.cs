namespace Vamos.Programmes.Facts;

/// <summary>
/// Completed years, as the civil register counts them: a year more on the birthday itself. Who was born on 29 February has the birthday on 1 March
/// in years without that day; no rule here says otherwise.
/// </summary>
internal static class CivilAge
{
    /// <summary>Completed years on a day; negative before birth.</summary>
    public static int On(DateOnly birth, DateOnly day)
    {
        var years = day.Year - birth.Year;
        return (day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? years - 1 : years;
    }

    /// <summary>Whether as many years are completed since a day that may be known in part.</summary>
    public static Truth IsAtLeast(DateSpan since, int years, DateOnly day) =>
        On(since.Last, day) >= years ? Truth.Yes : On(since.First, day) < years ? Truth.No : Truth.Unknown;

    /// <summary>Whether somebody who is born has not completed as many years.</summary>
    public static Truth IsBelow(DateSpan birth, int years, DateOnly day) => IsAtLeast(birth, 0, day).And(IsAtLeast(birth, years, day).Not());
}
