namespace Vamos.Adapters.Hl7;

using System.Globalization;
using Vamos.Common.V1;

/// <summary>A date or moment as far as it is known: <c>YYYY[MM[DD[HH[MM[SS[.S…]]]]]][+/-ZZZZ]</c>.</summary>
public readonly record struct Hl7Time
{
    private const int MostFractionDigits = 9;

    /// <summary>Year.</summary>
    public int Year { get; private init; }

    /// <summary>Month; 0 when only the year is known.</summary>
    public int Month { get; private init; }

    /// <summary>Day; 0 when it is not known.</summary>
    public int Day { get; private init; }

    /// <summary>Time of day; null when only the date is known. Minutes that are not known are 0.</summary>
    public TimeSpan? TimeOfDay { get; private init; }

    /// <summary>Distance from UTC; null when the sender leaves it to the place.</summary>
    public TimeSpan? Offset { get; private init; }

    /// <summary>The calendar date, where the sender is.</summary>
    public Date ToDate() => new() { Year = Year, Month = Month, Day = Day };

    /// <summary>The moment at which it begins; a partial date begins with its first day.</summary>
    /// <param name="place">The distance from UTC where the sender gives none.</param>
    /// <returns>The moment; null where it lies outside the calendar.</returns>
    public DateTimeOffset? ToInstant(TimeSpan place)
    {
        var local = new DateTime(Year, Math.Max(Month, 1), Math.Max(Day, 1)) + (TimeOfDay ?? TimeSpan.Zero);
        var utc = local.Ticks - (Offset ?? place).Ticks;
        return utc >= 0 && utc <= DateTime.MaxValue.Ticks ? new DateTimeOffset(local, Offset ?? place) : null;
    }

    /// <summary>Reads a value of type TS, DTM, DT. Zeros stand for a month or day that nobody knows.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Hl7Time time)
    {
        time = default;
        if (!TryCutOffset(ref text, out var offset) || !TryCutFraction(ref text, out var fraction))
            return false;
        // 4 digits of year, then pairs.
        if (text.Length is not (4 or 6 or 8 or 10 or 12 or 14) || text.ContainsAnyExceptInRange('0', '9') || (fraction is not null && text.Length != 14))
            return false;

        var (year, month, day) = (Number(text[..4]), Pair(text, 4), Pair(text, 6));
        var (hour, minute, second) = (Pair(text, 8), Pair(text, 10), Pair(text, 12));
        if (!new Date { Year = year, Month = month, Day = day }.IsValid || hour > 23 || minute > 59 || second > 59)
            return false;
        if (text.Length > 8 && day == 0)
            return false;
        time = new Hl7Time
        {
            Year = year,
            Month = month,
            Day = day,
            TimeOfDay = text.Length > 8 ? new TimeSpan(hour, minute, second) + (fraction ?? TimeSpan.Zero) : null,
            Offset = offset,
        };
        return true;
    }

    /// <summary>Writes a moment as HL7 does, to the millisecond.</summary>
    public static string Format(DateTimeOffset moment)
    {
        var sign = moment.Offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{moment:yyyyMMddHHmmss.fff}{sign}{moment.Offset:hhmm}");
    }

    /// <summary>Writes a calendar date as HL7 does.</summary>
    public static string Format(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static bool TryCutOffset(ref ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = null;
        var at = text.IndexOfAny('+', '-');
        if (at < 0)
            return true;
        var digits = text[(at + 1)..];
        if (digits.Length != 4 || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        var (hours, minutes) = (Number(digits[..2]), Number(digits[2..]));
        if (hours > 14 || minutes > 59 || (hours == 14 && minutes != 0))
            return false;
        var distance = new TimeSpan(hours, minutes, 0);
        offset = text[at] == '-' ? -distance : distance;
        text = text[..at];
        return true;
    }

    private static bool TryCutFraction(ref ReadOnlySpan<char> text, out TimeSpan? fraction)
    {
        fraction = null;
        var at = text.IndexOf('.');
        if (at < 0)
            return true;
        var digits = text[(at + 1)..];
        if (digits.Length is 0 or > MostFractionDigits || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        fraction = TimeSpan.FromTicks((long)(decimal.Parse($"0.{digits}", CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));
        text = text[..at];
        return true;
    }

    private static int Pair(ReadOnlySpan<char> text, int at) => at < text.Length ? Number(text.Slice(at, 2)) : 0;

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
