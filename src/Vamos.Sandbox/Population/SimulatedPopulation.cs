namespace Vamos.Sandbox.Population;

/// <summary>
/// The people of the sandbox. The same seed, size and day always give the same people; the test people are the same under every seed.
/// </summary>
public sealed class SimulatedPopulation
{
    private SimulatedPopulation(int seed, DateOnly today, IReadOnlyList<SimulatedHousehold> households)
    {
        Seed = seed;
        Today = today;
        Households = households;
    }

    /// <summary>What the generated people were drawn from.</summary>
    public int Seed { get; }

    /// <summary>The day on which everybody's age holds.</summary>
    public DateOnly Today { get; }

    /// <summary>Households of the test people first, then the generated ones.</summary>
    public IReadOnlyList<SimulatedHousehold> Households { get; }

    /// <summary>Everybody.</summary>
    public IEnumerable<SimulatedPerson> People => Households.SelectMany(household => household.Members);

    /// <summary>
    /// Generates a population.
    /// </summary>
    /// <param name="seed">Any number.</param>
    /// <param name="people">How many generated people at least; there are always enough for a household in every district.</param>
    /// <param name="today">The day from which ages are counted.</param>
    public static SimulatedPopulation Generate(int seed, int people, DateOnly today)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(people);
        var dice = new Dice(seed);
        var territory = new TerritoryAllocation(dice);
        var generator = new HouseholdGenerator(dice, today);
        List<SimulatedHousehold> households = [.. TestPeople.Households(today)];
        var count = 0;
        while (count < people || !territory.EveryDistrictHasAHousehold)
        {
            var district = territory.Next();
            var household = generator.Draw(district, territory.AreaIn(district));
            households.Add(household);
            count += household.Members.Count;
        }

        return new SimulatedPopulation(seed, today, households);
    }
}
