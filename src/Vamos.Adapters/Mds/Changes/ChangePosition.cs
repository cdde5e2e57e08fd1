namespace Vamos.Adapters.Mds.Changes;

using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>A place in the change feed, as text: numbers and a moment, and nothing about anybody.</summary>
/// <param name="Feed">Number of the feed that gave it, another one after every start.</param>
/// <param name="IsReplay">Whether it is in a replay of the database's own marks, rather than in the feed's journal.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Latest">The latest change that was read before it. A feed that does not know the number goes back to this.</param>
internal readonly partial record struct ChangePosition(uint Feed, bool IsReplay, long Number, DateTimeOffset Latest)
{
    private const long LastMoment = 253_402_300_799;

    [GeneratedRegex("^db1-(?<feed>[0-9a-f]{8})-(?<replay>r?)(?<number>[0-9]{1,18})-(?<latest>[0-9]{1,12})$", RegexOptions.CultureInvariant)]
    private static partial Regex Written { get; }

    public static ChangePosition Parse(string text)
    {
        var match = Written.Match(text);
        if (!match.Success || long.Parse(match.Groups["latest"].ValueSpan, CultureInfo.InvariantCulture) is var latest && latest > LastMoment)
            throw new ChangePositionException("it is no position of the legacy database's changes", isTooOld: false);
        return new ChangePosition(
            uint.Parse(match.Groups["feed"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            match.Groups["replay"].Length != 0,
            long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeSeconds(latest));
    }

    public override string ToString() => $"db1-{Feed:x8}-{(IsReplay ? "r" : "")}{Number}-{Math.Max(0, Latest.ToUnixTimeSeconds())}";
}
