namespace Vamos.Translation;

using Vamos.Common.V1;

/// <summary>
/// Cédulas that legacy systems keep as text: with dots, blanks or leading zeros, as the decimal number that a spreadsheet made of it, with the
/// letter in front or in a column of its own.
/// </summary>
public static class CedulaText
{
    private const string SpreadsheetDecimal = ".0";

    /// <summary>The identity document; null when the source names none.</summary>
    public static Translated<NationalId?> Translate(string? number, string? letter = null)
    {
        var text = number?.Trim();
        var ownLetter = letter?.Trim();
        if (string.IsNullOrEmpty(text))
            return string.IsNullOrEmpty(ownLetter) ? null : Translated<NationalId?>.Not("a letter without a number");

        var whole = text.EndsWith(SpreadsheetDecimal, StringComparison.Ordinal) ? text[..^SpreadsheetDecimal.Length] : text;
        if (!NationalId.TryParse(whole, out var id))
            return Translated<NationalId?>.Not("not the number of an identity document");
        if (string.IsNullOrEmpty(ownLetter))
            return id;
        if (ownLetter.Length != 1 || !char.IsAsciiLetter(ownLetter[0]))
            return Translated<NationalId?>.Not("not a letter of an identity document");

        var upper = ownLetter.ToUpperInvariant();
        if (id.Letter.Length != 0 && id.Letter != upper)
            return Translated<NationalId?>.Not("two letters that contradict each other");
        id.Letter = upper;
        return id;
    }
}
