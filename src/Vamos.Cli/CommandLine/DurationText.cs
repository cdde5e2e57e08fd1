namespace Vamos.Cli.CommandLine;

using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>Durations as people write them: <c>10s</c>, <c>500ms</c>, <c>1h30m</c>, <c>365d</c>, <c>0</c>.</summary>
internal static partial class DurationText
{
    public const string Rule = "a number with its unit, for example 500ms, 10s, 5m, 1h30m or 365d";

    [GeneratedRegex("^(?:([0-9]{1,6})(ms|s|m|h|d))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Written { get; }

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
            return true;

        var match = Written.Match(text);
        if (!match.Success)
            return false;

        for (var i = 0; i < match.Groups[1].Captures.Count; i++)
        {
            var count = int.Parse(match.Groups[1].Captures[i].Value, CultureInfo.InvariantCulture);
            duration += match.Groups[2].Captures[i].Value switch
            {
                "ms" => TimeSpan.FromMilliseconds(count),
                "s" => TimeSpan.FromSeconds(count),
                "m" => TimeSpan.FromMinutes(count),
                "h" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromDays(count),
            };
        }

        return true;
    }
}
