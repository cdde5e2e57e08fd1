namespace Vamos.Common.V1;

using System.Globalization;

/// <summary>Conversion of calendar dates, which may be partial.</summary>
public sealed partial class Date
{
    /// <summary>The whole date.</summary>
    public static Date From(DateOnly date) => new() { Year = date.Year, Month = date.Month, Day = date.Day };

    /// <summary>True when the parts given form a date of the calendar, partial or whole.</summary>
    public bool IsValid => Year is >= 1 and <= 9999 && (Month, Day) switch
    {
        (0, 0) => true,
        ( >= 1 and <= 12, 0) => true,
        ( >= 1 and <= 12, >= 1) => Day <= DateTime.DaysInMonth(Year, Month),
        _ => false,
    };

    /// <summary>The date when it is whole and valid.</summary>
    public bool TryToDateOnly(out DateOnly date)
    {
        date = IsValid && Day != 0 ? new DateOnly(Year, Month, Day) : default;
        return date != default || (IsValid && Day != 0);
    }

    /// <summary>What is wrong with a date that must name one day, as pairs of field path and description; empty when nothing is.</summary>
    /// <param name="path">Path of this message within the request.</param>
    public IEnumerable<(string Field, string Description)> DayViolations(string path) =>
        TryToDateOnly(out _) ? [] : [(path, "must be a whole date of the calendar")];

    /// <summary>The parts that are known, as ISO 8601 writes them: <c>1958</c>, <c>1958-03</c>, <c>1958-03-14</c>.</summary>
    public string ToIso() => (Month, Day) switch
    {
        (0, _) => Year.ToString("0000", CultureInfo.InvariantCulture),
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
    };
}
