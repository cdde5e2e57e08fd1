namespace Vamos.Fips.Reconciliation;

/// <summary>How alike two words of a name are.</summary>
internal static class WordLikeness
{
    private const int ShortestMistyped = 5;

    /// <summary>Whether both words sound the same to somebody who writes down a name by ear.</summary>
    public static bool SoundAlike(string one, string other) => one == other || Sound(one) == Sound(other);

    /// <summary>
    /// Whether one slip of the hand makes one word of the other. Of short words only letters that changed places are a slip: they are too much alike.
    /// </summary>
    public static bool Mistyped(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1 || one[0] != other[0])
            return false;
        var start = one.AsSpan().CommonPrefixLength(other);
        var a = one.AsSpan(start);
        var b = other.AsSpan(start);
        if (a.Length == b.Length && a.Length >= 2 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]))
            return true;
        if (Math.Min(one.Length, other.Length) < ShortestMistyped)
            return false;
        if (a.Length > b.Length)
            return a[1..].SequenceEqual(b);
        if (b.Length > a.Length)
            return b[1..].SequenceEqual(a);
        return a.IsEmpty || a[1..].SequenceEqual(b[1..]);
    }

    /// <summary>
    /// The word with one letter for all that sound alike, of which Spanish has many: b/v, s/z/c, g/j, y/i/ll, k/qu/c, x/s, the silent h, doubled ones.
    /// </summary>
    public static string Sound(string word)
    {
        Span<char> sound = stackalloc char[PlainName.LongestWord];
        var length = 0;
        for (var i = 0; i < word.Length && length < sound.Length; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            var soft = next is 'E' or 'I' or 'Y';
            var heard = word[i] switch
            {
                'H' => '\0',
                'V' => 'B',
                'Z' or 'X' => 'S',
                'C' => soft ? 'S' : 'K',
                'Q' => 'K',
                'G' => soft ? 'J' : 'G',
                'Y' => 'I',
                'L' when next == 'L' => 'I',
                'U' when i > 0 && word[i - 1] is 'Q' or 'G' && soft => '\0',
                var other => other,
            };
            if (word[i] == 'L' && next == 'L')
                i++;
            if (heard != '\0' && (length == 0 || sound[length - 1] != heard))
                sound[length++] = heard;
        }

        return new string(sound[..length]);
    }
}
