namespace Vamos.Translation;

using System.Globalization;

/// <summary>The quality-of-life index as text, 0 to 100.</summary>
public static class LegacyIndex
{
    /// <summary>The index; null when the source has none. A comma may stand for the point.</summary>
    public static Translated<double?> Translate(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var read = double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var index);
        return read && index is >= 0 and <= 100 ? index : Translated<double?>.Not("not an index from 0 to 100");
    }
}
