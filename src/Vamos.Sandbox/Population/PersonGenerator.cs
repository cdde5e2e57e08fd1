namespace Vamos.Sandbox.Population;

/// <summary>Draws single people: who they are, what they learnt, whether they work and how they are.</summary>
internal sealed class PersonGenerator(Dice dice, CedulaIssuer cedulas, DateOnly today)
{
    private int _nextId = 1;

    /// <summary>Two surnames, to be handed on to children.</summary>
    public (string First, string Second) Surnames() => (dice.Of(NameStock.Surnames), dice.Of(NameStock.Surnames));

    public SimulatedPerson Draw(Profile profile)
    {
        var (age, sex, household) = (profile.Age, profile.Sex, profile.Household);
        var indigenous = household.Indigenous;
        var birthDate = today.AddYears(-age).AddDays(-dice.Between(0, 364));
        var person = new SimulatedPerson
        {
            Id = _nextId++,
            Cedula = cedulas.For(age, indigenous is not null),
            Name = Name(profile, indigenous is not null),
            Sex = sex,
            BirthDate = birthDate,
            Kinship = profile.Kinship,
            CivilStatus = profile.CivilStatus,
            Language = indigenous is not null ? dice.Of([HomeLanguage.Guarani, HomeLanguage.Other])
                : dice.Scaled(household.Welfare, HomeLanguage.Guarani, HomeLanguage.GuaraniAndSpanish, HomeLanguage.GuaraniAndSpanish, HomeLanguage.Spanish),
            Indigenous = indigenous,
            IsPregnant = sex == Sex.Female && age is >= 16 and <= 42 && dice.Chance(0.05),
            Disability = DrawDisability(age),
            Schooling = DrawSchooling(age, household.Welfare),
            Health = DrawHealth(age, household.Welfare),
            DeathDate = age >= 60 && dice.Chance(0.02) ? today.AddDays(-dice.Between(20, 900)) : null,
        };
        person = person with { Work = DrawWork(person, age, household.Welfare) };
        if (person.Work is { IsRegistered: true })
            person = person with { Health = person.Health with { Insurance = Insurance.Ips } };
        return age >= 60 && household.Welfare > 0.55 && person.Work is null && dice.Chance(0.5)
            ? person with { OtherIncome = new OtherIncome(Retirement: dice.Between(18, 60) * 100_000L) }
            : person;
    }

    private PersonName Name(Profile profile, bool indigenous)
    {
        var given = profile.Sex == Sex.Male ? NameStock.Men : NameStock.Women;
        var first = indigenous && dice.Chance(0.5) ? dice.Of(NameStock.IndigenousGiven) : dice.Of(given);
        var second = dice.Chance(0.85) ? dice.Of(given) : null;
        return new PersonName(first, second == first ? null : second, profile.Surnames.First, profile.Surnames.Second, profile.MarriedSurname);
    }

    private Disability? DrawDisability(int age)
    {
        if (!dice.Chance(age < 60 ? 0.02 : 0.1))
            return null;
        var severe = dice.Chance(0.3);
        return new Disability(
            dice.Of([Impairment.Paralysis, Impairment.Deafness, Impairment.Blindness, Impairment.ReducedSight, Impairment.Intellectual]),
            severe,
            severe ? $"SEN-{dice.Between(10_000, 99_999)}" : null,
            severe ? today.AddDays(-dice.Between(100, 2_000)) : null);
    }

    private Schooling DrawSchooling(int age, double welfare)
    {
        if (age < 5)
            return Schooling.None;
        if (age <= 17)
        {
            var attends = dice.Chance(0.85 + (welfare * 0.15));
            var grade = Math.Max(0, age - 6 - (attends ? dice.Between(0, 1) : dice.Between(1, 3)));
            return At(Math.Min(grade, 12), attends);
        }

        var years = Math.Clamp((int)((welfare * 14) + dice.Between(-2, 3) - (age > 60 ? 2 : 0)), 0, 17);
        return At(years, age < 25 && years >= 12 && dice.Chance(0.4));
    }

    private static Schooling At(int years, bool attends) => years switch
    {
        0 => new Schooling(attends ? SchoolLevel.Preschool : SchoolLevel.None, 0, attends),
        <= 6 => new Schooling(SchoolLevel.BasicFirstToSixth, years, attends),
        <= 9 => new Schooling(SchoolLevel.BasicSeventhToNinth, years, attends),
        <= 12 => new Schooling(SchoolLevel.Secondary, years - 9, attends),
        _ => new Schooling(SchoolLevel.University, years - 12, attends),
    };

    private Health DrawHealth(int age, double welfare)
    {
        var wasIll = dice.Chance(0.25);
        return new Health(
            dice.Chance(0.1 + (welfare * 0.15)) ? dice.Of([Insurance.Private, Insurance.Ips, Insurance.MilitaryOrPolice]) : Insurance.None,
            age > 45 && dice.Chance(0.35),
            wasIll,
            wasIll && dice.Chance(0.5 + (welfare * 0.5)),
            age > 5 ? Vaccination.NotAsked : dice.Chance(0.75 + (welfare * 0.2)) ? Vaccination.Complete : Vaccination.Incomplete);
    }

    private Work? DrawWork(SimulatedPerson person, int age, double welfare)
    {
        var likely = age switch
        {
            < 15 => 0,
            < 18 => 0.15,
            < 65 => person.Sex == Sex.Male ? 0.85 : 0.55,
            _ => 0.2,
        };
        if (person.DeathDate is not null || !dice.Chance(likely))
            return null;
        var relation = dice.Scaled(
            welfare,
            WorkRelation.Unpaid,
            WorkRelation.OwnAccount,
            WorkRelation.DomesticWorker,
            WorkRelation.OwnAccount,
            WorkRelation.PrivateLabourer,
            WorkRelation.PrivateEmployee,
            WorkRelation.PublicEmployee,
            WorkRelation.Employer);
        var income = relation == WorkRelation.Unpaid ? 0 : ((long)(welfare * 45) + dice.Between(3, 15)) * 100_000L;
        var registered = relation is WorkRelation.PublicEmployee or WorkRelation.PrivateEmployee && dice.Chance(0.7);
        return new Work(relation, dice.Of(NameStock.Occupations), income, registered);
    }

    /// <summary>What is already known of somebody before they are drawn.</summary>
    internal sealed record Profile(
        HouseholdSetting Household,
        int Age,
        Sex Sex,
        Kinship Kinship,
        CivilStatus CivilStatus,
        (string First, string Second) Surnames,
        string? MarriedSurname = null);
}
