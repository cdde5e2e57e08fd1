namespace Vamos.Fips.Reconciliation;

using System.Text;
using Vamos.Beneficiary.V1;
using Vamos.Translation;

/// <summary>
/// A name as it is compared: plain capitals without accents, apostrophes and the particles (de, del, la, ...) that one form writes and the
/// next leaves out.
/// </summary>
internal sealed class PlainName
{
    /// <summary>Letters of one word that are compared; no name has more.</summary>
    public const int LongestWord = 24;

    private const int MostWords = 8;

    private static readonly HashSet<string> Particles = new(
        ["DE", "DEL", "LA", "LAS", "LOS", "EL", "Y", "DA", "DO", "DOS", "DI", "VDA", "VIUDA"], StringComparer.Ordinal);

    // What is written for a newborn who has no name yet, or where nobody knows it.
    private static readonly HashSet<string> NoNames = new(
        ["RN", "NN", "SN", "NACIDO", "NACIDA", "RECIEN", "NOMBRE", "SIN", "DESCONOCIDO"], StringComparer.Ordinal);

    private PlainName(string[] given, string[] surnames, string[] married)
    {
        Given = given;
        Surnames = surnames;
        Married = married;
    }

    /// <summary>The given names.</summary>
    public string[] Given { get; }

    /// <summary>The surnames by birth.</summary>
    public string[] Surnames { get; }

    /// <summary>The surname by marriage, which some forms have instead of the second one.</summary>
    public string[] Married { get; }

    /// <summary>The name of a form; all of its parts may be missing.</summary>
    public static PlainName Of(PersonName? name) => name is null
        ? new([], [], [])
        : new(
            [.. Words(name.FirstGivenName).Concat(Words(name.OtherGivenNames)).Where(word => !NoNames.Contains(word)).Take(MostWords)],
            [.. Words(name.FirstSurname).Concat(Words(name.SecondSurname)).Take(MostWords)],
            [.. Words(name.MarriedSurname).Take(MostWords)]);

    /// <summary>Words as they are compared.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>(2);
        var word = new StringBuilder(LongestWord);
        foreach (var letter in text)
        {
            if (PlainLetters.Of(letter) is not { } plain || plain is '\'' or '.')
                continue;
            if (plain is not (' ' or '-' or ',' or '/'))
                word.Append(plain);
            else
                End();
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
            {
                var whole = word.ToString(0, Math.Min(word.Length, LongestWord));
                if (!Particles.Contains(whole))
                    words.Add(whole);
            }

            word.Clear();
        }
    }

    /// <summary>Whether two texts are the same but for accents, capitals, blanks and particles.</summary>
    public static bool SameWords(string one, string other) =>
        one == other || Words(one).SequenceEqual(Words(other), StringComparer.Ordinal);
}
