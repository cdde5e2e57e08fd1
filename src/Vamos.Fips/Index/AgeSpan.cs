namespace Vamos.Fips.Index;

using Vamos.Common.V1;

/// <summary>Completed years that somebody may have, when birth or interview are known in part.</summary>
internal readonly record struct AgeSpan(int Least, int Most)
{
    /// <summary>The age of somebody on a day; null when either is unknown, or the day comes before the birth.</summary>
    public static AgeSpan? On(Date? birth, Date? day)
    {
        if (birth is not { IsValid: true } || day is not { IsValid: true })
            return null;
        var (bornFirst, bornLast) = (Ordinal(birth, last: false), Ordinal(birth, last: true));
        var (first, last) = (Ordinal(day, last: false), Ordinal(day, last: true));
        var most = Years(bornFirst, last);
        return most < 0 ? null : new AgeSpan(Math.Max(0, Years(bornLast, first)), most);
    }

    /// <summary>Whether as many years are not completed; null when nobody can tell.</summary>
    public bool? IsBelow(int years) => Most < years ? true : Least >= years ? false : null;

    // Year, month and day as one number, in the order of the calendar: two of them differ by 10000 for each completed year.
    private static int Ordinal(Date date, bool last)
    {
        var month = date.Month != 0 ? date.Month : last ? 12 : 1;
        return (date.Year * 10_000) + (month * 100) + (date.Day != 0 ? date.Day : last ? 31 : 1);
    }

    private static int Years(int birth, int day) => (int)Math.Floor((day - birth) / 10_000.0);
}
