namespace Vamos.Sandbox.Tests.Population;

using Vamos.Sandbox.Population;

public sealed class TestPeopleTests
{
    // A leap day, on which careless arithmetic with years goes wrong.
    public static TheoryData<DateOnly> Days => [new DateOnly(2026, 11, 20), new DateOnly(2028, 2, 29), new DateOnly(2027, 1, 1)];

    [Theory]
    [MemberData(nameof(Days))]
    public void Ages_are_those_of_the_stories_on_any_day(DateOnly today)
    {
        var people = SimulatedPopulation.Generate(1, 0, today).People.Where(person => person.Cedula is { Number: > 99_000_000 })
            .ToDictionary(person => person.Cedula!.Value);
        int Age(int number, char? letter = null) => people[new Cedula(number, letter)].AgeOn(today);

        Assert.Equal(67, Age(TestPeople.RuralWomanWithoutIncome));
        Assert.Equal(70, Age(TestPeople.ManWithSalary));
        Assert.Equal(34, Age(TestPeople.MotherInVilleta));
        Assert.Equal(29, Age(TestPeople.PregnantIndigenousWoman));
        Assert.Equal(56, Age(TestPeople.IndigenousManOf56));
        Assert.Equal(4, Age(TestPeople.ChildWithIncompleteVaccination));
        Assert.Equal(9, Age(TestPeople.SchoolchildInVilleta));
        Assert.Equal(61, Age(TestPeople.ManWithSevereDisability));
        Assert.Equal(66, Age(TestPeople.WomanWithoutForm));
        Assert.Equal(45, Age(TestPeople.NumberOfTwoPeople));
        Assert.Equal(52, Age(TestPeople.NumberOfTwoPeople, 'A'));
        var dead = people[new Cedula(TestPeople.DeadManOnARoll)];
        Assert.Equal(81, dead.AgeOn(dead.DeathDate!.Value));
        Assert.DoesNotContain(new Cedula(TestPeople.UnknownEverywhere), people.Keys);
        Assert.Equal(16, people.Count);
    }
}
