namespace Vamos.Hub.Referrals.Texts;

using System.Text.RegularExpressions;

/// <summary>
/// Finds what looks like the number of an identity document in a free text: six to nine digits, in one piece or in groups of three. A referral names its
/// person in a field of its own, and nobody else belongs into it. Amounts of money, dates and telephone numbers are written otherwise.
/// </summary>
internal static partial class DocumentNumbers
{
    private const int LongestText = 4096;

    [GeneratedRegex(
        @"(?<![\w.,/-])(?:[A-Za-z]\s?-\s?)?"
        + @"(?:[1-9][0-9]{5,8}|(?<![0-9][. ])[1-9](?:[0-9]{0,2}(?:[. ][0-9]{3}){2}|[0-9]{2}[. ][0-9]{3}))"
        + @"(?!\w|[.,/-][0-9]|[. ][0-9]{3})",
        RegexOptions.CultureInvariant)]
    private static partial Regex Numbers { get; }

    [GeneratedRegex(@"(?:Gs\.?|₲|PYG)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MoneyBefore { get; }

    [GeneratedRegex(@"^\s*(?:Gs\b|₲|PYG\b|guaran[ií]es\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MoneyBehind { get; }

    /// <summary>Whether a text holds such a number.</summary>
    public static bool AreIn(string text)
    {
        var looked = text.Length <= LongestText ? text : text[..LongestText];
        return Numbers.Matches(looked).Any(match => !IsMoney(looked, match));
    }

    private static bool IsMoney(string text, Match number) =>
        MoneyBefore.IsMatch(text[..number.Index]) || MoneyBehind.IsMatch(text[(number.Index + number.Length)..]);
}
