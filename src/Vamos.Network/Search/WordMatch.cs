namespace Vamos.Network.Search;

using System.Numerics;

/// <summary>The words of a search, looked up in a vocabulary: which of its words stand for which of ours.</summary>
internal sealed class WordMatch
{
    private const int MostWords = 8;
    private const int InName = 4;
    private const int Whole = 2;

    private readonly byte[] _standsFor;
    private readonly byte[] _isWhole;
    private readonly int _all;

    private WordMatch(byte[] standsFor, byte[] isWhole, int all) => (_standsFor, _isWhole, _all) = (standsFor, isWhole, all);

    /// <summary>Null when the text has no word that means something.</summary>
    public static WordMatch? Of(string text, string[] vocabulary)
    {
        string[] words = [.. FoldedText.Words(text).Distinct(StringComparer.Ordinal).Take(MostWords)];
        if (words.Length == 0)
            return null;
        var (standsFor, isWhole) = (new byte[vocabulary.Length], new byte[vocabulary.Length]);
        for (var i = 0; i < words.Length; i++)
        {
            var (word, beginning, bit) = (words[i], FoldedText.Beginning(words[i]), (byte)(1 << i));
            for (var number = 0; number < vocabulary.Length; number++)
            {
                if (!vocabulary[number].StartsWith(beginning, StringComparison.Ordinal))
                    continue;
                standsFor[number] |= bit;
                if (vocabulary[number].Length <= word.Length)
                    isWhole[number] |= bit;
            }
        }

        return new WordMatch(standsFor, isWhole, (1 << words.Length) - 1);
    }

    /// <summary>How well a service answers all the words; 0 when one is missing.</summary>
    public int Score(int[] terms)
    {
        var (found, whole, named) = (0, 0, 0);
        foreach (var term in terms)
        {
            var bits = _standsFor[term >> 1];
            if (bits == 0)
                continue;
            found |= bits;
            whole |= _isWhole[term >> 1];
            if ((term & 1) != 0)
                named |= bits;
        }

        return found == _all ? 1 + (InName * BitOperations.PopCount((uint)named)) + (Whole * BitOperations.PopCount((uint)whole)) : 0;
    }
}
