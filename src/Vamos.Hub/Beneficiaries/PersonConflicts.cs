namespace Vamos.Hub.Beneficiaries;

using Google.Protobuf.Reflection;
using Vamos.Beneficiary.V1;

/// <summary>Finds where sources contradict each other about who a person is.</summary>
internal static class PersonConflicts
{
    // Fields that are one person's once and for all; where somebody lives or is married differs with the day of the interview.
    private static readonly FieldDescriptor[] Compared = [.. new[]
    {
        Person.BirthDateFieldNumber, Person.SexFieldNumber, Person.NationalityStatusFieldNumber,
    }.Select(number => Person.Descriptor.FindFieldByNumber(number))];

    /// <summary>One conflict for each field that at least two sources state differently.</summary>
    public static IEnumerable<FactConflict> Among(IReadOnlyList<Person> people)
    {
        foreach (var field in Compared)
        {
            var stated = people.Where(p => IsStated(field, p)).ToArray();
            if (stated.Select(field.Accessor.GetValue).Distinct().Count() > 1)
                yield return new FactConflict { Field = field.Name, Institutions = { Institutions(stated) } };
        }

        var dead = people.Where(p => p.Death is not null).ToArray();
        if (dead.Length != 0 && dead.Length != people.Count)
            yield return new FactConflict { Field = "death", Institutions = { Institutions(people) } };
    }

    private static bool IsStated(FieldDescriptor field, Person person) => field.Accessor.GetValue(person) switch
    {
        null => false,
        Enum value => Convert.ToInt32(value) != 0,
        _ => true,
    };

    private static IEnumerable<string> Institutions(IEnumerable<Person> people) => people.Select(p => p.Provenance.Institution).Distinct();
}
