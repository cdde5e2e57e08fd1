namespace Vamos.Sandbox.Forms;

using System.Globalization;
using System.Text;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>
/// A household as an interviewer saw it before: some documents were not at hand, some birth dates and names were misheard, and some dwellings have
/// been improved since. Which, follows from the numbers of people and households, so that it is the same in every run.
/// </summary>
internal static class OlderVisit
{
    public static SimulatedHousehold Of(SimulatedHousehold household)
    {
        var improved = Untidiness.Pick(household.Id, 70, 6) == 0;
        return household with
        {
            Dwelling = improved ? household.Dwelling with { Floor = Floor.Earth, HasElectricity = false } : household.Dwelling,
            Assets = improved ? household.Assets with { Refrigerator = false, WashingMachine = false } : household.Assets,
            Members = [.. household.Members.Select(Seen)],
        };
    }

    private static SimulatedPerson Seen(SimulatedPerson person)
    {
        var seen = person;
        if (Untidiness.Pick(person.Id, 71, 25) == 0)
            seen = seen with { Cedula = null };
        if (Untidiness.Pick(person.Id, 72, 40) == 0 && person.BirthDate.Day <= 12)
            seen = seen with { BirthDate = new DateOnly(person.BirthDate.Year, person.BirthDate.Day, person.BirthDate.Month) };
        if (Untidiness.Pick(person.Id, 73, 50) == 0)
            seen = seen with { Name = person.Name with { FirstSurname = Misheard(person.Name.FirstSurname) } };
        return seen;
    }

    // without accents, and z for s
    private static string Misheard(string name) => string.Concat(name.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark || letter == '\u0303'))
        .Normalize(NormalizationForm.FormC).Replace('z', 's');
}
