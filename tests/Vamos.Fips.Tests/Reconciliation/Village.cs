namespace Vamos.Fips.Tests.Reconciliation;

using System.Globalization;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>Somebody, as he or she really is.</summary>
internal sealed record Villager(int Number, string[] Given, string[] Surnames, DateOnly Birth, Sex Sex, string? Cedula)
{
    public string? Cedula { get; set; } = Cedula;
}

/// <summary>A family, as it really is: everybody with kinship, the head first.</summary>
internal sealed record Family(List<(Villager Person, Kinship Kinship)> People, string District);

/// <summary>People and families made up from a seed, and the forms that interviewers of varying care would fill of them.</summary>
internal sealed class Village(int seed)
{
    private static readonly string[] Men =
    [
        "Juan", "Luis", "José", "Carlos", "Pedro", "Ramón", "Hugo", "Víctor", "Derlis", "Óscar", "Tupã", "Ángel", "Julio", "Blas",
    ];

    private static readonly string[] Women =
    [
        "María", "Rosa", "Ana", "Lucía", "Mirta", "Elvira", "Ramona", "Zulma", "Graciela", "Yvoty", "Estela", "Nidia", "Liz",
    ];


    private static readonly string[] Surnames =
    [
        "González", "Benítez", "Martínez", "López", "Giménez", "Vera", "Duarte", "Ramírez", "Ortiz", "Cáceres", "de la Cruz", "Núñez", "Acosta", "Villalba",
        "Rojas", "Ayala", "Báez", "Cabrera", "Fernández", "Gómez", "Peña", "Ñamandú", "Riveros", "Sosa", "Zárate", "Florentín", "Quiñónez",
    ];

    private readonly Random _random = new(seed);
    private int _people;

    /// <summary>A family of one to eight, over three generations at most.</summary>
    public Family Family()
    {
        var surname = Pick(Surnames);
        var head = Someone(surname, Pick(Surnames), 1945 + _random.Next(55));
        var people = new List<(Villager, Kinship)> { (head, Kinship.Head) };
        Villager? partner = null;
        if (Chance(0.6))
        {
            partner = Someone(Pick(Surnames), Pick(Surnames), head.Birth.Year + _random.Next(-5, 6), head.Sex == Sex.Male ? Sex.Female : Sex.Male);
            people.Add((partner, Kinship.Partner));
        }

        var children = _random.Next(5);
        for (var i = 0; i < children; i++)
        {
            var child = Someone(
                head.Sex == Sex.Male ? surname : partner?.Surnames[0] ?? surname, (head.Sex == Sex.Male ? partner : head)?.Surnames[0] ?? surname,
                Math.Min(2024, head.Birth.Year + 18 + _random.Next(22)));
            if (Chance(0.1))
                child = child with { Given = head.Sex == child.Sex ? [.. head.Given] : child.Given };
            people.Add((child, Kinship.Child));
            if (Chance(0.04))
                people.Add((Twin(child, people), Kinship.Child));
        }

        if (Chance(0.15))
            people.Add((Someone(surname, Pick(Surnames), head.Birth.Year - 22 - _random.Next(10)), Kinship.OtherRelative));
        return new Family(people, $"{1 + _random.Next(4):00}{1 + _random.Next(5):00}");
    }

    /// <summary>Somebody new, of no family so far.</summary>
    public Villager Stranger(int year, Sex sex) => Someone(Pick(Surnames), Pick(Surnames), year, sex);

    /// <summary>Somebody new.</summary>
    public Villager Someone(string first, string second, int year, Sex sex = Sex.Unspecified)
    {
        sex = sex != Sex.Unspecified ? sex : Chance(0.5) ? Sex.Female : Sex.Male;
        var names = sex == Sex.Female ? Women : Men;
        var given = Chance(0.6) ? new[] { Pick(names), Pick(names) } : [Pick(names)];
        var number = ++_people;
        return new(
            number, [.. given.Distinct()], Chance(0.85) ? [first, second] : [first], new DateOnly(year, 1, 1).AddDays(_random.Next(365)), sex,
            Chance(0.85) ? (1_000_000 + (number * 37)).ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>What an interviewer writes down.</summary>
    /// <param name="family">The family.</param>
    /// <param name="day">Day of the interview.</param>
    /// <param name="instrument">Instrument.</param>
    /// <param name="carelessness">Share of members written down with a mistake.</param>
    public IntegratedProtectionForm Interview(Family family, string day, Instrument instrument, double carelessness)
    {
        var form = new IntegratedProtectionForm
        {
            Interview = new Interview { Date = Sample.Date(day), Instrument = instrument, Place = new Place { DistrictCode = family.District } },
            Dwelling = new Dwelling { Rooms = 1 + _random.Next(4), Electricity = Chance(0.9) },
        };
        var number = 0;
        foreach (var (person, kinship) in family.People)
            form.Members.Add(Write(person, kinship, (++number).ToString(CultureInfo.InvariantCulture), carelessness));
        if (family.People.Count > 1 && family.People[1].Kinship == Kinship.Partner)
            (form.Members[0].PartnerMemberId, form.Members[1].PartnerMemberId) = ("2", "1");
        return form;
    }

    public bool Chance(double share) => _random.NextDouble() < share;

    public int Next(int below) => _random.Next(below);

    public T Pick<T>(IReadOnlyList<T> among) => among[_random.Next(among.Count)];

    private Villager Twin(Villager of, List<(Villager Person, Kinship Kinship)> people)
    {
        var twin = Someone(of.Surnames[0], of.Surnames[^1], of.Birth.Year);
        var taken = people.Select(other => other.Person.Given[0]).ToHashSet();
        var name = (twin.Sex == Sex.Female ? Women : Men).First(name => !taken.Contains(name));
        return twin with { Birth = of.Birth, Given = [name], Surnames = [.. of.Surnames] };
    }

    private FormMember Write(Villager person, Kinship kinship, string id, double carelessness)
    {
        var given = person.Given.ToList();
        var surnames = person.Surnames.ToList();
        var birth = Date.From(person.Birth);
        if (Chance(carelessness))
        {
            switch (_random.Next(6))
            {
                case 0:
                    given = [given[^1]];
                    break;
                case 1:
                    (given, surnames) = (surnames, given);
                    break;
                case 2:
                    (birth.Day, birth.Month) = birth.Day <= 12 ? (birth.Month, birth.Day) : (birth.Day, birth.Month);
                    break;
                case 3:
                    birth = new Date { Year = birth.Year };
                    break;
                case 4:
                    surnames[0] = Misheard(surnames[0]);
                    break;
                default:
                    surnames = [surnames[0]];
                    break;
            }
        }

        var capitals = Chance(carelessness);
        var member = Sample.Person(id, kinship, "", "", sex: Chance(0.97) ? person.Sex : Sex.Unspecified);
        member.Name = new PersonName
        {
            FirstGivenName = Cased(given[0]), OtherGivenNames = Cased(string.Join(' ', given.Skip(1))),
            FirstSurname = Cased(surnames[0]), SecondSurname = Cased(string.Join(' ', surnames.Skip(1))),
        };
        member.BirthDate = birth;
        member.NationalId = person.Cedula is { } cedula && !Chance(carelessness / 2) ? new NationalId { Number = cedula } : null;
        return member;

        string Cased(string text) => capitals ? string.Concat(text.Select(letter => Translation.PlainLetters.Of(letter))) : text;
    }

    private static string Misheard(string word) => word.Contains('z', StringComparison.Ordinal) ? word.Replace('z', 's')
        : word.Contains('v', StringComparison.Ordinal) ? word.Replace('v', 'b')
        : word[..^2] + word[^1] + word[^2];
}
