namespace Vamos.Cli.Tests;

using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>A person about whom there is something in every section of the report.</summary>
internal static class ScriptedPerson
{
    private static readonly Timestamp Interview = Timestamp.FromDateTime(new DateTime(2026, 1, 12, 3, 0, 0, DateTimeKind.Utc));
    private static readonly Timestamp Read = Timestamp.FromDateTime(new DateTime(2026, 11, 22, 10, 30, 5, DateTimeKind.Utc));

    public static Beneficiary Create() => new()
    {
        Person = Mother("mds", "ficha-hogar"),
        PersonRecords = { Mother("mds", "ficha-hogar"), Mother("mtess", "identidades") },
        Conflicts = { new FactConflict { Field = "birth_date", Institutions = { "mds", "mtess" } } },
        Enrollments =
        {
            new Enrollment
            {
                ProgrammeCode = "tekopora", ProgrammeName = "Tekoporã", Unit = BeneficiaryUnit.Household, HouseholdId = "4711",
                Status = EnrollmentStatus.Active, StartDate = Day(2024, 11, 1), Instalment = 12, Amount = 475_000, Provenance = Of("mds", "padron-tekopora"),
            },
            new Enrollment
            {
                ProgrammeCode = "abrazo", Unit = BeneficiaryUnit.Person, Status = EnrollmentStatus.Suspended, StartDate = Day(2020, 3, 1),
                Reason = "SIN CORRESPONSABILIDAD", Provenance = Of("minna", "abrazo"),
            },
        },
        Households =
        {
            new HouseholdRecord
            {
                HouseholdId = "4711", Instrument = "ficha-hogar", InterviewDate = Day(2026, 1, 12), QualityOfLifeIndex = 41.25,
                Place = new Place { DistrictCode = "1116", Area = Area.Urban }, Provenance = Of("mds", "ficha-hogar"),
                Members =
                {
                    new HouseholdMember
                    {
                        NationalId = new NationalId { Number = "99000004" }, Kinship = Kinship.Head, BirthDate = Day(1992, 3, 14), Sex = Sex.Female,
                        Pregnant = false, MonthlyIncome = 600_000,
                    },
                    new HouseholdMember
                    {
                        NationalId = new NationalId { Number = "99000014" }, Kinship = Kinship.Child, BirthDate = new Date { Year = 2017 }, Sex = Sex.Male,
                        AttendsSchool = true,
                    },
                    new HouseholdMember
                    {
                        MemberId = "3", Kinship = Kinship.Child, BirthDate = new Date { Year = 2022, Month = 5 }, Sex = Sex.Female, Disability = true,
                    },
                },
            },
        },
        Employment =
        {
            new EmploymentRecord
            {
                EmployerNumber = "12345", EmployerName = "ALMACÉN ÑANDE", Position = "VENDEDORA", MonthlySalary = 2_798_309, SalaryPeriod = Day(2025, 9, 1),
                PublicSector = false, StartDate = Day(2025, 8, 1), EndDate = Day(2025, 10, 31), Provenance = Cached(),
            },
        },
        Coverage =
        {
            new SocialSecurityCoverage { Insurer = "IPS", Role = CoverageRole.Dependant, StartDate = Day(2025, 8, 1), Provenance = Of("mspbs", "seguro") },
        },
        Immunizations =
        {
            new ImmunizationRecord
            {
                VaccineCode = "03", VaccineName = "SPR", DoseNumber = 2, OccurrenceDate = Day(1997, 4, 2), Establishment = "USF Villeta",
                Provenance = Of("mspbs", "pai"),
            },
        },
        Sources =
        {
            new SourceStatus { Institution = "mds", State = SourceState.Ok, Provenance = Of("mds", "ficha-hogar") },
            new SourceStatus
            {
                Institution = "mtess", State = SourceState.Partial, Detail = "1 record(s) could not be translated and were set aside.", Provenance = Cached(),
            },
            new SourceStatus { Institution = "mspbs", State = SourceState.Ok },
            new SourceStatus { Institution = "minna", State = SourceState.Ok },
            new SourceStatus { Institution = "ips", State = SourceState.TimedOut, Detail = "The institution did not answer in time." },
        },
    };

    private static Person Mother(string institution, string system) => new()
    {
        NationalId = new NationalId { Number = "99000004" },
        Name = new PersonName { FirstGivenName = "María", OtherGivenNames = "Concepción", FirstSurname = "Benítez", SecondSurname = "Núñez" },
        BirthDate = Day(1992, 3, institution == "mds" ? 14 : 15),
        Sex = Sex.Female,
        MaritalStatus = MaritalStatus.Single,
        NationalityStatus = NationalityStatus.Natural,
        Residence = new Place { DistrictCode = "1116", Area = Area.Urban, Locality = "Barrio San Juan" },
        Provenance = Of(institution, system),
    };

    private static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };

    private static Provenance Of(string institution, string system) =>
        new() { Institution = institution, System = system, AsOf = Interview, RetrievedAt = Read };

    private static Provenance Cached()
    {
        var provenance = Of("mtess", "reop");
        provenance.FromCache = true;
        provenance.CacheAge = Duration.FromTimeSpan(TimeSpan.FromMinutes(7));
        return provenance;
    }
}
