namespace Vamos.Adapters.Drops;

using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>What the name of a nightly file says: <c>fallecidos_20261120.csv</c>, <c>empleados-301.csv</c>.</summary>
/// <param name="Layout">With what it begins.</param>
/// <param name="Part">What stands behind a hyphen; empty when nothing does.</param>
/// <param name="Date">Its date; null when it has none.</param>
internal sealed partial record DropName(string Layout, string Part, DateOnly? Date)
{
    [GeneratedRegex(
        @"^(?<layout>[a-z0-9][a-z0-9_]*?)(?:-(?<part>[a-z0-9]+))?(?:_(?<date>\d{8}))?\.(?:csv|txt)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Written { get; }

    /// <summary>Null when the name is of another form, or its date does not exist.</summary>
    public static DropName? Parse(string file)
    {
        var match = Written.Match(file);
        if (!match.Success)
            return null;
        var (layout, part) = (match.Groups["layout"].Value.ToLowerInvariant(), match.Groups["part"].Value.ToLowerInvariant());
        if (!match.Groups["date"].Success)
            return new DropName(layout, part, null);
        return DateOnly.TryParseExact(match.Groups["date"].ValueSpan, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DropName(layout, part, date)
            : null;
    }
}
