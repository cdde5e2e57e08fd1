namespace Vamos.Adapters.Health.Fhir;

using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Vamos.Translation;
using Vamos.Common.V1;

/// <summary>
/// Dates and moments as FHIR writes them: <c>1958</c>, <c>1958-03</c>, <c>1958-03-14</c>, <c>1958-03-14T08:30:00-04:00</c>. A moment becomes a day
/// of Paraguay: as written when it was written in a time of the country, else by the time that the country keeps now.
/// </summary>
internal static partial class FhirDate
{
    private const int EarliestYear = 1850;
    private const int LatestYear = 2150;

    private static readonly TimeSpan Paraguay = TimeSpan.FromHours(-3);
    private static readonly TimeSpan ParaguayBefore2024 = TimeSpan.FromHours(-4);

    [GeneratedRegex(
        @"^(?<y>\d{4})(?:-(?<m>\d\d)(?:-(?<d>\d\d)(?:T(?<h>\d\d):(?<i>\d\d)(?::(?<s>\d\d)(?<f>\.\d{1,20})?)?(?<z>Z|[+-]\d\d:\d\d)?)?)?)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Written { get; }

    /// <summary>The day, month or year; null for null.</summary>
    public static Translated<Date?> Day(string? text)
    {
        if (text is null)
            return null;
        var match = Written.Match(text);
        if (!match.Success)
            return Translated<Date?>.Not("not a date");
        if (match.Groups["z"].Success && Instant(text) is { } moment)
        {
            if (!moment.IsUnderstood)
                return Translated<Date?>.Not(moment.Reason!);
            var written = moment.Value!.Value;
            var local = written.Offset == Paraguay || written.Offset == ParaguayBefore2024 ? written : written.ToOffset(Paraguay);
            return Within(Date.From(DateOnly.FromDateTime(local.DateTime)));
        }

        return Within(new Date { Year = Part(match, "y"), Month = Part(match, "m"), Day = Part(match, "d") }, match.Groups["m"].Success);
    }

    /// <summary>The moment; null for null.</summary>
    public static Translated<DateTimeOffset?> Instant(string? text)
    {
        if (text is null)
            return null;
        var match = Written.Match(text);
        if (!match.Success || !match.Groups["z"].Success)
            return Translated<DateTimeOffset?>.Not("not a moment");
        var date = new Date { Year = Part(match, "y"), Month = Part(match, "m"), Day = Part(match, "d") };
        var (hour, minute, second) = (Part(match, "h"), Part(match, "i"), Part(match, "s"));
        if (!Within(date, true).IsUnderstood || date.Day == 0 || hour > 23 || minute > 59 || second > 60 || OffsetOf(match.Groups["z"].Value) is not { } offset)
            return Translated<DateTimeOffset?>.Not("no such moment");
        var ticks = match.Groups["f"].Success ? Fraction(match.Groups["f"].ValueSpan[1..]) : 0;
        // A leap second is no second of ours.
        var time = new DateTime(date.Year, date.Month, date.Day, hour, minute, Math.Min(second, 59)).AddTicks(ticks);
        return new DateTimeOffset(time, offset);
    }

    /// <summary>The first moment of a day; null for a partial date.</summary>
    public static Timestamp? StartOf(Date? date) => LegacyInstant.StartOf(date);

    private static Translated<Date?> Within(Date date, bool hasMonth = true) =>
        date.Year is >= EarliestYear and <= LatestYear && date.IsValid && (date.Month != 0 || !hasMonth)
            ? date
            : Translated<Date?>.Not("no such calendar date");

    private static TimeSpan? OffsetOf(string zone)
    {
        if (zone == "Z")
            return TimeSpan.Zero;
        var hours = int.Parse(zone.AsSpan(1, 2), CultureInfo.InvariantCulture);
        var minutes = int.Parse(zone.AsSpan(4, 2), CultureInfo.InvariantCulture);
        if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return zone[0] == '-' ? -offset : offset;
    }

    // Seven digits are a tick; what is finer is left out.
    private static long Fraction(ReadOnlySpan<char> digits)
    {
        long ticks = 0;
        for (var i = 0; i < 7; i++)
            ticks = (ticks * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        return ticks;
    }

    private static int Part(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
}
