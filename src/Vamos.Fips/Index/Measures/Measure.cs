namespace Vamos.Fips.Index.Measures;

/// <summary>Something that a variable can read in a form.</summary>
/// <param name="Name">Name by which documents choose it.</param>
/// <param name="Answers">Every answer that it can find, by its name in documents.</param>
/// <param name="Counts">Whether it can also find a number.</param>
/// <param name="Of">Reads a household.</param>
internal sealed record Measure(string Name, IReadOnlyDictionary<string, int> Answers, bool Counts, Func<HouseholdReading, Measured> Of)
{
    /// <summary>An answer out of a list of the contract.</summary>
    public static Measure Choice<T>(string name, Func<HouseholdReading, int> answer) where T : struct, Enum
    {
        var words = AnswerWords.Of<T>();
        var known = words.Values.ToHashSet();
        return new Measure(name, words, Counts: false, home =>
            answer(home) is var found && known.Contains(found) ? Measured.Answered(found) : Measured.Missing);
    }

    /// <summary>Yes or no.</summary>
    public static Measure YesNo(string name, Func<HouseholdReading, bool?> answer) =>
        new(name, AnswerWords.YesNo, Counts: false, home => answer(home) is { } yes ? Measured.Answered(yes ? 1 : 0) : Measured.Missing);

    /// <summary>A number, or one of some answers where there is nothing to count.</summary>
    public static Measure Number(string name, Func<HouseholdReading, Measured> count, params IReadOnlyList<string> answers) =>
        new(name, Numbered(answers), Counts: true, count);

    /// <summary>One of some answers, numbered in their order.</summary>
    public static Measure Words(string name, Func<HouseholdReading, Measured> answer, params IReadOnlyList<string> answers) =>
        new(name, Numbered(answers), Counts: false, answer);

    private static Dictionary<string, int> Numbered(IReadOnlyList<string> answers) =>
        answers.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
}
