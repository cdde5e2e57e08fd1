namespace Vamos.Translation;

using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>
/// Amounts as text: bare digits, dots between thousands, or with decimals after a dot or comma. A dot before exactly three digits separates
/// thousands. Guaraníes have no cents, so decimals must be zeros.
/// </summary>
public static partial class LegacyMoney
{
    private const int MostDigits = 15;

    [GeneratedRegex(@"^(?<whole>[0-9]{1,15}|[0-9]{1,3}(?:\.[0-9]{3}){1,4})(?:[.,](?<cents>[0-9]{1,2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Written { get; }

    /// <summary>The amount in guaraníes; null when the source has none.</summary>
    public static Translated<long?> Translate(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        // Most amounts are written plainly, and the rules cost more than those.
        if (text.Length <= MostDigits && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return long.Parse(text, CultureInfo.InvariantCulture);
        var match = Written.Match(text.Trim());
        if (!match.Success)
            return Translated<long?>.Not("not an amount of money");
        if (match.Groups["cents"].ValueSpan.ContainsAnyExcept('0'))
            return Translated<long?>.Not("an amount with cents, which guaraníes do not have");
        return long.Parse(match.Groups["whole"].Value.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
