namespace Vamos.Fips.Instruments.Census;

using Vamos.Beneficiary.V1;

/// <summary>
/// Names that a list keeps in one text, given names first as the list's own heading says (nombres y apellidos). Two words are a given name and a
/// surname, three have two surnames, four two of each; of more, the last two are surnames. Particles belong to the word behind them.
/// </summary>
internal static class FullName
{
    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "DE", "DEL", "LA", "LAS", "LOS", "SAN", "SANTA", "VDA", "VDA.",
    };

    public static PersonName Split(string text)
    {
        var words = Words(text);
        return words.Count switch
        {
            0 => new PersonName(),
            1 => new PersonName { FirstGivenName = words[0] },
            2 => new PersonName { FirstGivenName = words[0], FirstSurname = words[1] },
            3 => new PersonName { FirstGivenName = words[0], FirstSurname = words[1], SecondSurname = words[2] },
            _ => new PersonName
            {
                FirstGivenName = words[0],
                OtherGivenNames = string.Join(' ', words[1..^2]),
                FirstSurname = words[^2],
                SecondSurname = words[^1],
            },
        };
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        var before = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            before += word;
            if (Particles.Contains(word))
            {
                before += " ";
                continue;
            }

            words.Add(before);
            before = "";
        }

        if (before.Length != 0)
            words.Add(before.TrimEnd());
        return words;
    }
}
