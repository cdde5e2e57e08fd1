namespace Vamos.Fips.Index.Measures;

using Vamos.Fips.V1;

/// <summary>What head and partner say of themselves.</summary>
internal static class HeadMeasures
{
    private const int NotWorking = 0;
    private const int LanguagesTo = 16;

    private static readonly Measured NoPartner = Measured.Answered(0);

    /// <summary>The languages of head and partner, whichever speaks which; a head without partner counts as both.</summary>
    public static Measure Languages { get; } = new("languages", Pairs(), Counts: false, LanguagesOf);

    /// <summary>The head's position in the work, or that the head does not work.</summary>
    public static Measure Occupation { get; } = new(
        "head-occupation",
        new Dictionary<string, int>(AnswerWords.Of<LabourStatus>()) { ["not-working"] = NotWorking },
        Counts: false,
        OccupationOf);

    /// <summary>The head's years of study.</summary>
    public static Measured HeadYears(HouseholdReading home) => Years(home, home.Head);

    /// <summary>The partner's years of study.</summary>
    public static Measured PartnerYears(HouseholdReading home) => home.HasNoPartner ? NoPartner : Years(home, home.Partner);

    private static Measured Years(HouseholdReading home, FormMember? member) =>
        member is not null && home.Weights.YearsOf(member.Schooling) is { } years ? Measured.Counted(years) : Measured.Missing;

    private static Measured LanguagesOf(HouseholdReading home)
    {
        var head = home.Head?.Language ?? HomeLanguage.Unspecified;
        var partner = home.HasNoPartner ? head : home.Partner?.Language ?? HomeLanguage.Unspecified;
        return IsKnown(head) && IsKnown(partner) ? Measured.Answered(Pair((int)head, (int)partner)) : Measured.Missing;
    }

    private static bool IsKnown(HomeLanguage language) => language is >= HomeLanguage.Guarani and <= HomeLanguage.DoesNotSpeak;

    private static Dictionary<string, int> Pairs()
    {
        var languages = AnswerWords.Of<HomeLanguage>().OrderBy(language => language.Value).ToList();
        return languages.SelectMany(first => languages.Where(second => second.Value >= first.Value).Select(second => (first, second)))
            .ToDictionary(pair => $"{pair.first.Key}+{pair.second.Key}", pair => Pair(pair.first.Value, pair.second.Value));
    }

    private static int Pair(int one, int other) => (Math.Min(one, other) * LanguagesTo) + Math.Max(one, other);

    private static Measured OccupationOf(HouseholdReading home)
    {
        if (home.Head?.Work is not { } work)
            return Measured.Missing;
        if (work is { HasWorked: true, Worked: false })
            return Measured.Answered(NotWorking);
        return work.Status is >= LabourStatus.PublicEmployee and <= LabourStatus.Domestic ? Measured.Answered((int)work.Status) : Measured.Missing;
    }
}
