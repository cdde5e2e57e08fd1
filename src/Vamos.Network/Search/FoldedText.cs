namespace Vamos.Network.Search;

using System.Text;

/// <summary>Words of Spanish and Guaraní text without case and accents, as somebody in a hurry types them.</summary>
internal static class FoldedText
{
    private const int LongestWord = 40;

    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal)
    {
        "a", "al", "ante", "con", "de", "del", "desde", "e", "el", "en", "entre", "es", "la", "las", "lo", "los", "o", "para", "por", "que", "se", "sin",
        "su", "sus", "u", "un", "una", "y",
    };

    /// <summary>The words that mean something, in their order.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var raw in text)
        {
            // accents that stand behind their letter, and the puso within a Guaraní word
            if (raw is (>= '\u0300' and <= '\u036F') or '\'' or '’' or 'ʼ' or '´' or '`')
                continue;
            var letter = Fold(raw);
            if (char.IsLetterOrDigit(letter))
            {
                if (word.Length < LongestWord)
                    word.Append(letter);
                continue;
            }

            if (Taken(word) is { } taken)
                yield return taken;
        }

        if (Taken(word) is { } last)
            yield return last;
    }

    /// <summary>The beginning that a word in the singular and in the plural share: a search for "vacunas" is to find "vacunación" and "vacuna".</summary>
    public static string Beginning(string word) => word switch
    {
        { Length: > 5 } when word.EndsWith("es", StringComparison.Ordinal) => word[..^2],
        { Length: > 4 } when word.EndsWith('s') => word[..^1],
        _ => word,
    };

    private static string? Taken(StringBuilder word)
    {
        if (word.Length == 0)
            return null;
        var text = word.ToString();
        word.Clear();
        return Empty.Contains(text) ? null : text;
    }

    private static char Fold(char letter) => char.ToLowerInvariant(letter) switch
    {
        'á' or 'à' or 'â' or 'ä' or 'ã' => 'a',
        'é' or 'è' or 'ê' or 'ë' or 'ẽ' => 'e',
        'í' or 'ì' or 'î' or 'ï' or 'ĩ' => 'i',
        'ó' or 'ò' or 'ô' or 'ö' or 'õ' => 'o',
        'ú' or 'ù' or 'û' or 'ü' or 'ũ' => 'u',
        'ý' or 'ỹ' or 'ÿ' => 'y',
        'ñ' => 'n',
        'ç' => 'c',
        var other => other,
    };
}
