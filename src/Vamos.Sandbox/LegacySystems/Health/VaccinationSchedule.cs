namespace Vamos.Sandbox.LegacySystems.Health;

using Vamos.Sandbox.Population;

/// <summary>The doses of the national schedule, as far as the sandbox needs it.</summary>
internal static class VaccinationSchedule
{
    private const int Year = 12;

    /// <summary>Doses in the order of age.</summary>
    public static readonly IReadOnlyList<ScheduledDose> Doses =
    [
        new("19", "BCG", "BCG", 0, 1),
        new("08", "HB", "Hepatitis B pediátrica", 0, 1),
        new("102", "PENTA", "Pentavalente (DPT-HB-Hib)", 2, 1),
        new("10", "IPV", "Polio inactivada (IPV)", 2, 1),
        new("119", "ROTA", "Rotavirus", 2, 1),
        new("133", "PCV13", "Neumococo 13-valente", 2, 1),
        new("102", "PENTA", "Pentavalente (DPT-HB-Hib)", 4, 2),
        new("10", "IPV", "Polio inactivada (IPV)", 4, 2),
        new("119", "ROTA", "Rotavirus", 4, 2),
        new("133", "PCV13", "Neumococo 13-valente", 4, 2),
        new("102", "PENTA", "Pentavalente (DPT-HB-Hib)", 6, 3),
        new("10", "IPV", "Polio inactivada (IPV)", 6, 3),
        new("03", "SPR", "SPR (sarampión, papera, rubéola)", Year, 1),
        new("133", "PCV13", "Neumococo 13-valente", Year, 3),
        new("37", "AA", "Antiamarílica", Year, 1),
        new("21", "VAR", "Varicela", 15, 1),
        new("83", "HA", "Hepatitis A pediátrica", 15, 1),
        new("01", "DPT", "DPT", 18, 1),
        new("03", "SPR", "SPR (sarampión, papera, rubéola)", 18, 2),
        new("01", "DPT", "DPT", 4 * Year, 2),
        new("62", "VPH", "VPH cuadrivalente", 10 * Year, 1),
        new("115", "TDPA", "Tdpa", 10 * Year, 1),
    ];

    // The register of names began with those who are grown up now.
    private const int OldestInRegister = 22 * Year;

    // Up to this age also those were vaccinated who later were not.
    private const int BeforeTheGap = 6;

    /// <summary>The doses that somebody has had by a day.</summary>
    public static IEnumerable<(ScheduledDose Dose, DateOnly Day)> DosesOf(FhirSubject subject, DateOnly today)
    {
        var person = subject.Person;
        if (person.BirthDate < today.AddMonths(-OldestInRegister))
            yield break;
        foreach (var dose in Doses)
        {
            if (person.Health.Vaccination == Vaccination.Incomplete && dose.Months > BeforeTheGap)
                yield break;
            if (dose.Code == "VPH" && person.Sex == Sex.Male)
                continue;
            // Nobody comes on the very day.
            var day = person.BirthDate.AddMonths(dose.Months).AddDays((subject.Index + (dose.Months * 5)) % 20);
            if (day <= today && (person.DeathDate is null || day < person.DeathDate))
                yield return (dose, day);
        }
    }
}

/// <summary>One dose of the schedule.</summary>
/// <param name="Cvx">Code of the vaccine in CVX.</param>
/// <param name="Code">Code of the vaccine in the ministry's own list.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Months">Age at which it is due.</param>
/// <param name="Number">Which dose of its series.</param>
internal sealed record ScheduledDose(string Cvx, string Code, string Name, int Months, int Number);
