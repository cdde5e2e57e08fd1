namespace Vamos.Sandbox.LegacySystems.Health;

using Vamos.Sandbox.Population;

/// <summary>What the hospital system has to tell of the test people when it starts.</summary>
internal sealed class TestPeopleMessages(SimulatedPopulation population, HealthMessages messages)
{
    private const string Establishment = "USF San Miguel";

    public IEnumerable<OutgoingMessage> All(DateOnly today)
    {
        // Everybody is registered, the two with one number under their own letters.
        foreach (var person in TestPeople())
            yield return messages.Registration(person);

        // Vaccinated minutes ago: no other system can know yet.
        yield return messages.Vaccination(Person(Population.TestPeople.ChildWithIncompleteVaccination), SimulatedVaccine.Influenza, 1, today, Establishment);
        yield return messages.Vaccination(Person(Population.TestPeople.SchoolchildInVilleta), SimulatedVaccine.Influenza, 1, today, Establishment);
        yield return messages.Vaccination(Person(Population.TestPeople.PregnantIndigenousWoman), SimulatedVaccine.AdultTetanus, 2, today, Establishment);

        var dead = Person(Population.TestPeople.DeadManOnARoll);
        yield return messages.Update(dead, dead.DeathDate);

        // Somebody had two files at the hospital.
        var twice = Person(Population.TestPeople.HeadAtLastInstalment);
        yield return messages.Merge(twice, "2" + HealthMessages.FileNumber(twice));
    }

    private IEnumerable<SimulatedPerson> TestPeople() => population.People.TakeWhile(person =>
        person.Cedula is { Number: >= Population.TestPeople.RuralWomanWithoutIncome and <= Population.TestPeople.SecondChildAtLastInstalment });

    private SimulatedPerson Person(int number) => TestPeople().First(person => person.Cedula == new Cedula(number));
}
