namespace Vamos.Fips.Reconciliation;

using Vamos.Common.V1;

/// <summary>How well two dates of birth go together.</summary>
internal enum BirthLikeness
{
    /// <summary>One of them is not known.</summary>
    Unknown,

    /// <summary>The same day.</summary>
    Same,

    /// <summary>The same day with day and month exchanged.</summary>
    Swapped,

    /// <summary>The same month; one of them says no day.</summary>
    SameMonth,

    /// <summary>The same year; one of them says no more, or the first of January, which is written for it.</summary>
    SameYear,

    /// <summary>One part differs, as by a slip.</summary>
    Near,

    /// <summary>About the same age, where one of them was guessed.</summary>
    SimilarAge,

    /// <summary>They cannot be of one person.</summary>
    Contradict,
}

/// <summary>Compares dates of birth.</summary>
internal static class BirthDates
{
    private const int YearsOfAGuess = 2;
    private const int YearsOfASlip = 10;

    /// <summary>How well they go together.</summary>
    public static BirthLikeness Compare(Date? one, Date? other)
    {
        if (one is null || other is null || one.Year == 0 || other.Year == 0)
            return BirthLikeness.Unknown;
        if (one.Year == other.Year)
            return WithinYear(one, other);

        var apart = Math.Abs(one.Year - other.Year);
        if (IsYearOnly(one) || IsYearOnly(other))
            return apart <= YearsOfAGuess ? BirthLikeness.SimilarAge : BirthLikeness.Contradict;
        var sameDay = one.Month == other.Month && one.Day == other.Day;
        return sameDay && (apart <= YearsOfAGuess || apart == YearsOfASlip) ? BirthLikeness.Near : BirthLikeness.Contradict;
    }

    /// <summary>Whether only the year is known; the first of January is what many forms write then.</summary>
    public static bool IsYearOnly(Date date) => date.Month == 0 || date is { Month: 1, Day: 1 };

    private static BirthLikeness WithinYear(Date one, Date other)
    {
        if (IsYearOnly(one) || IsYearOnly(other))
            return BirthLikeness.SameYear;
        if (one.Month == other.Month)
        {
            return one.Day == 0 || other.Day == 0 ? BirthLikeness.SameMonth
                : one.Day == other.Day ? BirthLikeness.Same
                : BirthLikeness.Near;
        }

        if (one.Month == other.Day && one.Day == other.Month)
            return BirthLikeness.Swapped;
        return one.Day == other.Day && one.Day != 0 ? BirthLikeness.Near : BirthLikeness.Contradict;
    }
}
