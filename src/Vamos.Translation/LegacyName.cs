namespace Vamos.Translation;

using System.Text;

/// <summary>
/// Names kept as bytes of ISO 8859-1. They are decoded and freed of needless blanks, and otherwise left as they are: capitals stay capitals and
/// no accent is added, since nobody knows whether the owner writes one.
/// </summary>
public static class LegacyName
{
    // What Windows-1252 has where ISO 8859-1 has only control characters, which no name contains; 0 where it has nothing either.
    private const string Windows1252 = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary>The name; empty when the source has none.</summary>
    public static Translated<string> Translate(ReadOnlySpan<byte> bytes)
    {
        Span<char> letters = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            letters[i] = bytes[i] is >= 0x80 and <= 0x9F ? Windows1252[bytes[i] - 0x80] : (char)bytes[i];
        return Translate(letters);
    }

    /// <summary>A name that the legacy system has decoded already.</summary>
    public static Translated<string> Translate(ReadOnlySpan<char> letters)
    {
        var text = new StringBuilder(letters.Length);
        foreach (var letter in letters)
        {
            if (char.IsControl(letter))
                return Translated<string>.Not("a byte that is no character of ISO 8859-1 or Windows-1252");

            // U+00A0 is a blank that does not break.
            if (letter is not (' ' or '\u00A0'))
                text.Append(letter);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }
}
