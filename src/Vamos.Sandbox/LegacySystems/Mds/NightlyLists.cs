namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Globalization;
using Vamos.Sandbox.Population;

/// <summary>The files that list people. The bodies that send them know nothing of the ministry's keys, so people are named by cédula alone.</summary>
internal static class NightlyLists
{
    // Numbers of people who are in bad lines only.
    private const int FirstBadNumber = 98_500_001;

    private const string PersonColumns = "cedula;primer_nombre;segundo_nombre;primer_apellido;segundo_apellido;apellido_casada";

    private const string CandidateColumns =
        "departamento;distrito;nombres_apellidos;apodo;edad;fecha_nacimiento;numero_cedula;numero_telefono;direccion;referencia;barrio;"
        + "nombre_referente;numero_telefono_referente";

    public static IEnumerable<(string Name, IEnumerable<string> Lines)> Of(SimulatedPopulation population, IReadOnlyDictionary<Cedula, DateOnly> deaths)
    {
        var people = population.People.Where(person => person.Cedula is not null).ToList();
        yield return ("fallecidos", Dead(people, deaths));
        yield return ("empleados-301", List(people, person => person.Work is { IsRegistered: true }));
        yield return ("jubilados_pensionados-301", Retired(people));
        yield return ("potenciales_beneficiarios", Candidates(population));
        yield return ("deudores", List(people, person => IsOneOf(person, 51, 90)));
        yield return ("penas", List(people, person => IsOneOf(person, 52, 700)));
        yield return ("subsidios", List(people, person => IsOneOf(person, 53, 60)));
    }

    private static IEnumerable<string> Dead(IEnumerable<SimulatedPerson> people, IReadOnlyDictionary<Cedula, DateOnly> deaths)
    {
        yield return $"{PersonColumns};fecha_defuncion";
        foreach (var person in people)
        {
            var day = deaths.TryGetValue(person.Cedula!.Value, out var late) ? late : person.DeathDate;
            if (day is not null)
                yield return NightlyLine.Of([.. Columns(person), Day(day.Value)]);
        }

        yield return NightlyLine.Of(FirstBadNumber, "JOSÉ", "", "PEÑA", "", "", "31/02/2026");
        yield return NightlyLine.Of("S/N", "MARÍA", "", "NÚÑEZ", "", "", "01/03/2026");
    }

    private static IEnumerable<string> Retired(IEnumerable<SimulatedPerson> people)
    {
        yield return $"{PersonColumns};tipo_registro";
        foreach (var person in people.Where(person => person.OtherIncome.Retirement > 0))
            yield return NightlyLine.Of([.. Columns(person), Untidiness.Pick(person.Id, 54, 3) == 0 ? "202" : "JUBILADO"]);
        yield return NightlyLine.Of(FirstBadNumber + 1, "ÁNGELA", "", "BENÍTEZ", "", "", "HIJO");
    }

    private static IEnumerable<string> List(IEnumerable<SimulatedPerson> people, Func<SimulatedPerson, bool> isListed)
    {
        yield return PersonColumns;
        // A column was lost.
        yield return NightlyLine.Of(FirstBadNumber + 2, "INÉS", "ACUÑA", "", "");
        yield return NightlyLine.Of("EN TRAMITE", "RAMÓN", "", "AYALA", "", "");
        foreach (var person in people.Where(isListed))
            yield return NightlyLine.Of(Columns(person));
    }

    private static IEnumerable<string> Candidates(SimulatedPopulation population)
    {
        yield return CandidateColumns;
        foreach (var household in population.Households)
        {
            foreach (var person in household.Members.Where(person => IsCandidate(person, population.Today)))
            {
                yield return NightlyLine.Of(
                    household.District.Department.ElectoralCode,
                    household.District.ElectoralCode,
                    LegacyText.Reduce(person.Name.Full),
                    "",
                    person.AgeOn(population.Today),
                    Day(person.BirthDate),
                    person.Cedula is { } cedula ? Untidiness.Cedula(cedula, person.Id + 7) : "",
                    "",
                    LegacyText.Reduce(household.Address),
                    "FRENTE A LA CAPILLA; AL LADO DEL \"ALMACÉN\"",
                    LegacyText.Reduce(household.Neighbourhood),
                    "",
                    "");
            }
        }
    }

    // The stories of the test people say what else is known of them, and no more.
    private static bool IsCandidate(SimulatedPerson person, DateOnly today) =>
        person.AgeOn(today) >= 64 && person.Enrolments.Count == 0 && IsOneOf(person, 50, 5);

    private static bool IsOneOf(SimulatedPerson person, int question, int among) =>
        person.Cedula is not { Number: >= TestPeople.RuralWomanWithoutIncome } && Untidiness.Pick(person.Id, question, among) == 0;

    private static IEnumerable<object?> Columns(SimulatedPerson person) =>
    [
        Untidiness.Cedula(person.Cedula!.Value, person.Id + 6),
        LegacyText.Reduce(person.Name.FirstGiven),
        LegacyText.Reduce(person.Name.SecondGiven ?? ""),
        LegacyText.Reduce(person.Name.FirstSurname),
        LegacyText.Reduce(person.Name.SecondSurname ?? ""),
        LegacyText.Reduce(person.Name.MarriedSurname ?? ""),
    ];

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
