namespace Vamos.Benchmarks;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Programmes;
using Vamos.Programmes.Checks;
using Vamos.Programmes.Facts;

/// <summary>A person of whom three institutions know something, the rules as they are published, and what they decide.</summary>
internal static class Sample
{
    public static readonly DateOnly Day = new(2026, 7, 1);

    public static NationalId Person { get; } = new() { Number = "4000001" };

    public static ProgrammeBook Book { get; } = ProgrammeCheck.Folder(Path.Combine(AppContext.BaseDirectory, "programmes")).Book
        ?? throw new InvalidOperationException("the published rules cannot be read");

    public static PublishedProgramme Pension { get; } = Book.Find("pension-universal")!;

    public static PersonFacts Facts()
    {
        var offers = new FactOffers(
        [
            new("mds", FactKindSet.Of(FactKind.Person, FactKind.Enrollment, FactKind.Household, FactKind.Livestock)),
            new("mtess", FactKindSet.Of(FactKind.Employment, FactKind.Coverage, FactKind.Retirement)),
            new("mspbs", FactKindSet.Of(FactKind.Immunization, FactKind.Disability, FactKind.Pregnancy, FactKind.Nutrition)),
        ]);
        return PersonFacts.Of(Person, [Answer("mds", Records("mds")), Answer("mtess", Empty()), Answer("mspbs", Empty())], offers);
    }

    /// <summary>A decision as it is kept.</summary>
    public static EligibilityDecision Decision()
    {
        var decision = Pension.Judge(Facts(), Day);
        decision.Provenance = Provenance("hub");
        return decision;
    }

    private static SourceAnswer Answer(string institution, PersonRecords records) =>
        new(new SourceStatus { Institution = institution, State = SourceState.Ok, Provenance = Provenance(institution) }, records);

    private static PersonRecords Empty() => new() { NationalId = Person.Clone(), Found = true };

    private static PersonRecords Records(string institution) => new()
    {
        NationalId = Person.Clone(),
        Found = true,
        Person = new Person
        {
            NationalId = Person.Clone(),
            Name = new PersonName { FirstGivenName = "Ana", FirstSurname = "Duarte" },
            BirthDate = new Date { Year = 1950, Month = 6, Day = 15 },
            Sex = Sex.Female,
            NationalityStatus = NationalityStatus.Natural,
            Provenance = Provenance(institution),
        },
        Enrollments =
        {
            new Enrollment
            {
                ProgrammeCode = "tekopora",
                Status = EnrollmentStatus.Graduated,
                Unit = BeneficiaryUnit.Household,
                Provenance = Provenance(institution),
            },
        },
    };

    private static Provenance Provenance(string institution) => new()
    {
        Institution = institution,
        System = "sample",
        AsOf = Timestamp.FromDateTime(new DateTime(2026, 7, 1, 8, 0, 0, DateTimeKind.Utc)),
        RetrievedAt = Timestamp.FromDateTime(new DateTime(2026, 7, 1, 9, 0, 0, DateTimeKind.Utc)),
    };
}
