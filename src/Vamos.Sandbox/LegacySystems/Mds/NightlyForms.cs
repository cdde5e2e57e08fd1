namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Globalization;
using Vamos.Sandbox.Population;

/// <summary>The household forms of the last census, as two files whose columns bear the numbers of the questions.</summary>
internal static class NightlyForms
{
    private const string HouseholdColumns =
        "P20D;P20M;P20A;P17;P18;VAR00001;P19;observaciones;UTM;GPS;ORDEN;COORDX;P01A;P01B;P01C;P01D;P02;P03;P04;P05;P06;P08;P07;P09;P14;P15;P16;"
        + "P24;P25;P26;P27;P27E;P28A;P28B;P29;P30;P31;P32;P33;P34;P35;P36;P37;Nro_celular;P38;Nro_linea_baja;P391;P392;P393;P394;P395;P396;P397;"
        + "P42N;P42CI;letra_ci;P43;VAR00002;VAR00003;VAR00004;P104";

    private const string MemberColumns =
        "P01A;P01B;P01C;P01D;P02;P03;P104;P43;P45A;P45B;P44A;P44B;VAR00001;VAR00002;P46;P47;VAR00030;P48;P49;P50A;P50B;P50C;P51;VAR00003;VAR00004;"
        + "P52D;P52M;P52A;P53A;P53B;P53C;P53Z;P54;P54E;P56;P58;P58E;P59;P60;P61;P62;P63;P64;P65;P65E;P66;P66E;P67;P68;P68E;P73;P74;VAR00006;VAR00007;"
        + "VAR00008;VAR00009;VAR00010;VAR00011;VAR00031;VAR00012;VAR00013;P86;P87;P87E;P88;P88E;P91;VAR00017;VAR00018;VAR00019;VAR00020;VAR00021;"
        + "VAR00022;VAR00023;VAR00024;VAR00025;VAR00026;VAR00027;VAR00028;P92;ICV";

    public static IEnumerable<(string Name, IEnumerable<string> Lines)> Of(SimulatedPopulation population)
    {
        var visited = population.Households.Where(IsInCensus).ToList();
        yield return ("ficha_hogar", visited.Select(Household).Prepend(HouseholdColumns));
        yield return ("ficha_persona", visited.SelectMany(Members).Prepend(MemberColumns));
    }

    // The census reached one household in four; the forms of the test people are in the ministry's own database.
    private static bool IsInCensus(SimulatedHousehold household) =>
        household.InterviewedOn is not null && household.Id < TestPeople.RuralWomanWithoutIncome && Untidiness.Pick(household.Id, 55, 4) == 0;

    private static string Household(SimulatedHousehold household) => Line(HouseholdColumns, new Dictionary<string, object?>(Number(household))
    {
        ["P20D"] = household.InterviewedOn!.Value.Day,
        ["P20M"] = household.InterviewedOn.Value.Month,
        ["P20A"] = household.InterviewedOn.Value.Year,
        ["P06"] = MdsCodes.Of(household.Area),
        ["P09"] = LegacyText.Reduce(household.Address),
        ["P14"] = household.Members.Count,
        ["P24"] = MdsCodes.Of(household.Dwelling.Walls),
        ["P25"] = MdsCodes.Of(household.Dwelling.Floor),
        ["P26"] = MdsCodes.Of(household.Dwelling.Roof),
        ["P28A"] = household.Dwelling.Rooms,
        ["P28B"] = household.Dwelling.Bedrooms,
        ["P42N"] = LegacyText.Reduce(household.Members[0].Name.Full),
        ["P43"] = 1,
        ["P104"] = 1,
        ["observaciones"] = Untidiness.Pick(household.Id, 56, 9) == 0 ? "NO SE ENCONTRÓ AL JEFE;\nVOLVER" : "",
    });

    private static IEnumerable<string> Members(SimulatedHousehold household)
    {
        var visit = household.InterviewedOn!.Value;
        for (var i = 0; i < household.Members.Count; i++)
        {
            var person = household.Members[i];
            yield return Line(MemberColumns, new Dictionary<string, object?>(Number(household))
            {
                ["P104"] = 1,
                ["P43"] = i + 1,
                ["P45A"] = LegacyText.Reduce(person.Name.FirstGiven),
                ["P44A"] = LegacyText.Reduce(person.Name.FirstSurname),
                ["P46"] = Math.Max(0, person.AgeOn(visit)),
                ["P47"] = MdsCodes.Of(person.Sex),
                ["VAR00030"] = MdsCodes.Of(person.CivilStatus),
                ["P48"] = MdsCodes.Of(person.Kinship),
                ["P49"] = 1,
                ["P51"] = person.Cedula is { } cedula ? Untidiness.Cedula(new Cedula(cedula.Number), person.Id + 8) : "",
                ["VAR00003"] = person.Cedula?.Letter,
                ["P52D"] = person.BirthDate.Day,
                ["P52M"] = person.BirthDate.Month,
                ["P52A"] = person.BirthDate.Year,
                ["P56"] = Untidiness.YesNo(person.AgeOn(visit) < 5 ? null : person.Schooling.Attends),
                ["P74"] = MdsCodes.Of(person.Disability?.Impairment),
                ["P92"] = Untidiness.Money((person.Work?.MonthlyIncome ?? 0) + person.OtherIncome.Retirement, person.Id),
                ["ICV"] = HouseholdFormRows.Index(household).Replace('.', ','),
            });
        }
    }

    private static Dictionary<string, object?> Number(SimulatedHousehold household) => new()
    {
        ["P01A"] = household.District.Department.ElectoralCode,
        ["P01B"] = household.District.ElectoralCode[2..],
        ["P01C"] = "001",
        ["P01D"] = household.Id,
        ["P02"] = 1 + Untidiness.Pick(household.Id, 57, 400),
        ["P03"] = 1,
    };

    private static string Line(string columns, Dictionary<string, object?> values) => NightlyLine.Of(columns.Split(';').Select(column =>
        values.TryGetValue(column, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : ""));
}
