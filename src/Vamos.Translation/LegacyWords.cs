namespace Vamos.Translation;

using System.Text;

/// <summary>Words that were decoded already, as names of firms and posts are: freed of needless blanks, otherwise left as they are.</summary>
public static class LegacyWords
{
    private const int Longest = 500;

    /// <summary>The words; empty when the source has none.</summary>
    public static Translated<string> Translate(string? text)
    {
        var words = new StringBuilder();
        foreach (var letter in text ?? "")
        {
            if (letter is ' ' or '\u00A0' or '\t' or '\r' or '\n')
            {
                if (words.Length > 0 && words[^1] != ' ')
                    words.Append(' ');
            }
            else if (char.IsControl(letter) || letter == '\uFFFD')
            {
                return Translated<string>.Not("a character that no text contains");
            }
            else
            {
                words.Append(letter);
            }
        }

        return words.Length > Longest ? Translated<string>.Not("longer than any such text") : words.ToString().TrimEnd();
    }
}
