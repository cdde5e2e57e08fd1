namespace Vamos.Translation;

using System.Globalization;
using System.Text.RegularExpressions;
using Vamos.Common.V1;

/// <summary>
/// Calendar dates as text in one of four forms: 1958-03-14, 14/03/1958, 14-03-1958, 19580314; the first may be followed by a time. Zeros stand
/// for a part that nobody knows. Years have four digits always, so that no century is ever guessed.
/// </summary>
public static partial class LegacyDate
{
    private const int EarliestYear = 1850;
    private const int LatestYear = 2150;

    // Not \d, which stands for the digits of every script.
    [GeneratedRegex(
        @"^(?:(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
        + @"|(?<d>[0-9]{2})(?<s>[/-])(?<m>[0-9]{2})\k<s>(?<y>[0-9]{4})"
        + @"|(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2}))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Written { get; }

    /// <summary>The date, perhaps partial; null when the source has none.</summary>
    public static Translated<Date?> Translate(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var match = Written.Match(text.Trim());
        if (!match.Success)
            return Translated<Date?>.Not("not a known form of date");

        return Of(Part(match, "y"), Part(match, "m"), Part(match, "d"));
    }

    /// <summary>A date by its parts; null when all of them are zero.</summary>
    public static Translated<Date?> Of(int year, int month, int day)
    {
        var date = new Date { Year = year, Month = month, Day = day };
        if (date is { Year: 0, Month: 0, Day: 0 })
            return null;
        return date.Year is >= EarliestYear and <= LatestYear && date.IsValid ? date : Translated<Date?>.Not("no such calendar date");
    }

    private static int Part(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
}
