namespace Vamos.Sandbox.Tests.Population;

using Vamos.Contracts.Territory;
using Vamos.Sandbox.Population;

public sealed class SimulatedPopulationTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Generate_same_seed_gives_the_same_people()
    {
        var first = SimulatedPopulation.Generate(7, 2_000, Today);
        var second = SimulatedPopulation.Generate(7, 2_000, Today);

        Assert.Equal(Fingerprints(first), Fingerprints(second));
    }

    [Fact]
    public void Generate_other_seed_gives_other_people_but_the_same_test_people()
    {
        var first = SimulatedPopulation.Generate(7, 2_000, Today);
        var second = SimulatedPopulation.Generate(8, 2_000, Today);

        Assert.NotEqual(Fingerprints(first), Fingerprints(second));
        Assert.Equal(TestPeopleOf(first), TestPeopleOf(second));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10_000)]
    public void Generate_any_size_puts_a_household_in_every_district(int people)
    {
        var population = SimulatedPopulation.Generate(1, people, Today);

        var generated = population.Households.Where(household => household.Members[0].Cedula?.Number is not > 99_000_000);
        Assert.Equal(263, TerritoryCatalogue.Paraguay.Districts.Length);
        Assert.Equal(
            TerritoryCatalogue.Paraguay.Districts.Select(district => district.Code),
            generated.Select(household => household.District.Code).Distinct().Order());
        Assert.InRange(population.People.Count(), people, Math.Max(people, 2_500) + 50);
    }

    [Fact]
    public void Generate_gives_every_cedula_to_one_person_only()
    {
        var cedulas = SimulatedPopulation.Generate(3, 20_000, Today).People.Where(person => person.Cedula is not null).Select(person => person.Cedula).ToList();

        Assert.Equal(cedulas.Count, cedulas.Distinct().Count());
        Assert.All(cedulas, cedula => Assert.True(cedula!.Value.Number is >= 91_000_000 and < 98_000_000 or > 99_000_000));
    }

    [Fact]
    public void Generate_shows_the_variety_that_adapters_must_cope_with()
    {
        var people = SimulatedPopulation.Generate(1, 10_000, Today).People.ToList();

        Assert.Contains(people, person => person.Cedula is null && person.AgeOn(Today) > 18);
        Assert.Contains(people, person => person.Cedula is { Letter: not null });
        Assert.Contains(
            people.Where(person => person.Cedula is not null).GroupBy(person => person.Cedula!.Value.Number),
            group => group.Count() > 1 && group.Key < 98_000_000);
        Assert.Contains(people, person => person.DeathDate is not null);
        Assert.Contains(people, person => person.Indigenous is not null);
        Assert.Contains(people, person => person.Disability is { IsSevere: true });
        Assert.Contains(people, person => person.Name.Full.Contains('ỹ'));
        Assert.Contains(people, person => person.Name.Full.Contains("g\u0303", StringComparison.Ordinal));
        foreach (var programme in Enum.GetValues<Programme>())
            Assert.Contains(people, person => person.Enrolments.Any(enrolment => enrolment.Programme == programme));
    }

    [Fact]
    public void Generate_keeps_families_plausible()
    {
        foreach (var household in SimulatedPopulation.Generate(5, 10_000, Today).Households)
        {
            Assert.Equal(Kinship.Head, household.Members[0].Kinship);
            Assert.Single(household.Members, member => member.Kinship == Kinship.Head);
            Assert.All(household.Members, member => Assert.InRange(member.AgeOn(Today), 0, 110));
            var youngestParent = household.Members.Where(member => member.Kinship is Kinship.Head or Kinship.Spouse).Min(member => member.AgeOn(Today));
            Assert.All(
                household.Members.Where(member => member.Kinship == Kinship.Child),
                child => Assert.True(youngestParent - child.AgeOn(Today) >= 10, $"household {household.Id}"));
        }
    }

    private static List<string> Fingerprints(SimulatedPopulation population) =>
        [.. population.Households.Select(household => $"{household with { Members = [] }} {string.Join(';', household.Members.Select(Fingerprint))}")];

    private static List<string> TestPeopleOf(SimulatedPopulation population) =>
        [.. population.People.Where(person => person.Cedula is { Number: > 99_000_000 }).Select(Fingerprint)];

    private static string Fingerprint(SimulatedPerson person) => $"{person with { Enrolments = [] }} {string.Join(';', person.Enrolments)}";
}
