namespace Vamos.Fips.Tests.Reconciliation;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;
using Xunit.Abstractions;

/// <summary>
/// Some hundred families are asked three times by instruments of falling carelessness, while children leave and grandparents move in. Whoever is
/// known to be one person is compared with who was recognised as one.
/// </summary>
public class SimulatedCountryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 0.0, 0.9995, 0.999)]
    [InlineData(0, 0.1, 0.999, 0.998)]
    [InlineData(0, 0.3, 0.999, 0.995)]
    [InlineData(1, 0.0, 0.9995, 0.999)]
    [InlineData(1, 0.1, 0.999, 0.998)]
    [InlineData(1, 0.3, 0.999, 0.995)]
    [InlineData(2, 0.0, 0.9995, 0.999)]
    [InlineData(2, 0.1, 0.999, 0.998)]
    [InlineData(2, 0.3, 0.999, 0.995)]
    [InlineData(3, 0.0, 0.9995, 0.999)]
    [InlineData(3, 0.1, 0.999, 0.998)]
    [InlineData(3, 0.3, 0.999, 0.995)]
    public void People_are_recognised_over_forms(int seed, double carelessness, double leastPrecision, double leastRecall)
    {
        var village = new Village(seed);
        var families = Enumerable.Range(0, 400).Select(_ => village.Family()).ToList();
        var registry = new Registry();
        var sightings = new List<(int Person, int Known)>();
        var persons = new People();
        Round(village, families, registry, persons, sightings, "2015-04-01", Instrument.FichaHogar, carelessness);
        Moves(village, families);
        Round(village, families, registry, persons, sightings, "2019-06-01", Instrument.FichaSocial, carelessness);
        Moves(village, families);
        Round(village, families, registry, persons, sightings, "2024-05-01", Instrument.Fips, carelessness / 2);

        var (precision, recall) = Measure(sightings, persons);
        var conflicts = registry.Households.Sum(id => registry.View(id).Form.Conflicts.Count(
            conflict => conflict.Field.StartsWith("members", StringComparison.Ordinal)));
        output.WriteLine($"{sightings.Count} sightings, {registry.Households.Count} households, {conflicts} conflicts about members: "
            + $"precision {precision:0.00000}, recall {recall:0.00000}");

        Assert.InRange(precision, leastPrecision, 1);
        Assert.InRange(recall, leastRecall, 1);
        InOneViewOnly(registry, families);
        var asked = families.Count(family => sightings.Exists(sighting => family.People.Exists(member => member.Person.Number == sighting.Person)));
        Assert.InRange(registry.Households.Count, asked * 0.97, asked * 1.03);
    }

    private static void Round(
        Village village, List<Family> families, Registry registry, People persons, List<(int, int)> sightings,
        string day, Instrument instrument, double carelessness)
    {
        foreach (var family in families.Where(_ => village.Chance(0.9)))
        {
            var stored = registry.Submit(village.Interview(family, day, instrument, carelessness));
            for (var i = 0; i < stored.Members.Count; i++)
            {
                var match = registry.LastMatch.Members[i];
                var known = persons.Of(stored.HouseholdId, stored.Members[i].MemberId);
                if (match.KnownHouseholdId is not null)
                    persons.Join(known, persons.Of(match.KnownHouseholdId, match.KnownMemberId!));
                sightings.Add((family.People[i].Person.Number, known));
            }
        }
    }

    private static void Moves(Village village, List<Family> families)
    {
        foreach (var family in families.ToList())
        {
            var grown = family.People.FindIndex(member => member.Kinship == Kinship.Child && member.Person.Birth.Year < 2000);
            if (grown >= 0 && village.Chance(0.3))
            {
                var child = family.People[grown].Person;
                family.People.RemoveAt(grown);
                var partner = village.Stranger(child.Birth.Year, child.Sex == Sex.Male ? Sex.Female : Sex.Male);
                families.Add(new Family([(child, Kinship.Head), (partner, Kinship.Partner)], family.District));
            }

            if (village.Chance(0.15))
                family.People.Add((village.Someone(family.People[0].Person.Surnames[0], "Soto", 2016), Kinship.Child));
            var old = family.People.FindIndex(member => member.Kinship == Kinship.OtherRelative);
            if (old >= 0 && village.Chance(0.3))
            {
                var other = village.Pick(families);
                other.People.Add(family.People[old]);
                family.People.RemoveAt(old);
            }
        }
    }

    // Of every two sightings: was it one person, and was it taken for one?
    private static (double Precision, double Recall) Measure(List<(int Person, int Known)> sightings, People persons)
    {
        long both = 0, really = 0, taken = 0;
        var found = sightings.ConvertAll(sighting => (sighting.Person, Known: persons.Root(sighting.Known)));
        foreach (var group in found.GroupBy(pair => pair))
            both += Pairs(group.Count());
        foreach (var group in found.GroupBy(pair => pair.Person))
            really += Pairs(group.Count());
        foreach (var group in found.GroupBy(pair => pair.Known))
            taken += Pairs(group.Count());
        return ((double)both / taken, (double)both / really);

        static long Pairs(long count) => count * (count - 1) / 2;
    }

    private static void InOneViewOnly(Registry registry, List<Family> families)
    {
        var seen = registry.Households.SelectMany(id => registry.View(id).Form.Members)
            .Where(member => member.NationalId is not null).GroupBy(member => member.NationalId.Number).ToList();
        var twice = seen.Count(group => group.Count() > 1);
        Assert.InRange(twice, 0, families.Count / 100);
    }

    private sealed class People
    {
        private readonly Dictionary<(string, string), int> _numbers = [];
        private readonly List<int> _parents = [];

        public int Of(string householdId, string memberId)
        {
            if (!_numbers.TryGetValue((householdId, memberId), out var number))
            {
                _numbers.Add((householdId, memberId), number = _parents.Count);
                _parents.Add(number);
            }

            return number;
        }

        public int Root(int number) => _parents[number] == number ? number : _parents[number] = Root(_parents[number]);

        public void Join(int one, int other) => _parents[Root(one)] = Root(other);
    }
}
