namespace Vamos.Translation;

using Vamos.Common.V1;

/// <summary>Months for which something is paid, by any day of theirs or as 2026-10, 10/2026, 10-2026. What is kept is their first day.</summary>
public static class LegacyMonth
{
    /// <summary>The first day of the month; null when the source has none.</summary>
    public static Translated<Date?> Translate(string? text)
    {
        var written = text?.Trim() ?? "";
        var day = written.Length == 7 ? written[4] == '-' ? $"{written}-01" : $"01{written[2]}{written}" : written;
        var date = LegacyDate.Translate(day);
        if (date.Value is { Month: 0 })
            return Translated<Date?>.Not("a year instead of a month");
        return date.Value is { } known ? new Date { Year = known.Year, Month = known.Month, Day = 1 } : date;
    }
}
