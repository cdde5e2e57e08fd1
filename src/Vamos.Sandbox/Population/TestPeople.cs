namespace Vamos.Sandbox.Population;

using Vamos.Contracts.Territory;

/// <summary>
/// People with a known story, the same under every seed, for tests and for first steps in the sandbox, like the test cards of a payment service.
/// <see cref="UnknownEverywhere"/> has no household here: no source knows that number.
/// </summary>
public static class TestPeople
{
    public const int RuralWomanWithoutIncome = 99_000_001;
    public const int ManWithSalary = 99_000_002;
    public const int DeadManOnARoll = 99_000_003;
    public const int MotherInVilleta = 99_000_004;
    public const int PregnantIndigenousWoman = 99_000_005;
    public const int IndigenousManOf56 = 99_000_006;
    public const int HeadAtLastInstalment = 99_000_007;
    public const int ChildWithIncompleteVaccination = 99_000_008;
    public const int ManWithSevereDisability = 99_000_009;

    /// <summary>One person has this number without a letter, another has it with the letter A.</summary>
    public const int NumberOfTwoPeople = 99_000_010;

    public const int PensionerWithRetirement = 99_000_011;
    public const int UnknownEverywhere = 99_000_012;
    public const int WomanWithoutForm = 99_000_013;
    public const int SchoolchildInVilleta = 99_000_014;
    public const int FirstChildAtLastInstalment = 99_000_015;
    public const int SecondChildAtLastInstalment = 99_000_016;

    private const long PensionAmount = 724_762;

    internal static IEnumerable<SimulatedHousehold> Households(DateOnly today)
    {
        var draft = new TestPersonDraft(today);
        yield return Home("0218", Area.Rural, 0.08, today, draft.Person(
            RuralWomanWithoutIncome, new("Eulalia", "Ramona", "Núñez", "Peña"), Sex.Female, 67) with
        {
            CivilStatus = CivilStatus.Widowed,
            Language = HomeLanguage.Guarani,
            Health = new Health(Insurance.None, HasChronicIllness: true, WasIll: true, WasTreated: false),
            Schooling = new Schooling(SchoolLevel.BasicFirstToSixth, 3, false),
        });
        yield return Home("0000", Area.Urban, 0.7, today, draft.Person(ManWithSalary, new("Óscar", "Julio", "Giménez", "Báez"), Sex.Male, 70) with
        {
            Health = new Health(Insurance.Ips, false, false, false),
            Work = new Work(WorkRelation.PrivateEmployee, "CONTADOR", 4_200_000, IsRegistered: true),
        });
        yield return Home("0401", Area.Urban, 0.3, today, DeadMan(draft, today));
        yield return Villeta(draft, today);
        yield return Home("1602", Area.Rural, 0.12, today, draft.Person(
            PregnantIndigenousWoman, new("Arasỹ", "Panambí", "Chamorro", "Ñamandú"), Sex.Female, 29) with
        {
            IsPregnant = true,
            Indigenous = new IndigenousBelonging("103", "Laguna Negra", IsRegistered: true),
            Language = HomeLanguage.Other,
        });
        yield return Home("1704", Area.Rural, 0.15, today, draft.Person(
            IndigenousManOf56, new("Tatarẽ", "Cirilo", "Ñamandú", "Vera"), Sex.Male, 56) with
        {
            Indigenous = new IndigenousBelonging("105", "Y'apy", IsRegistered: true),
            Language = HomeLanguage.Guarani,
            Work = new Work(WorkRelation.OwnAccount, "AGRICULTOR", 350_000, IsRegistered: false),
        });
        yield return SanJuanNepomuceno(draft, today);
        yield return Home("0501", Area.Urban, 0.32, today, draft.Person(
            ManWithSevereDisability, new("Fermín", "Ángel", "Cáceres", "Ibáñez"), Sex.Male, 61) with
        {
            Disability = new Disability(Impairment.Paralysis, IsSevere: true, "SEN-10009", today.AddYears(-2)),
        });
        yield return Home("0701", Area.Urban, 0.5, today, draft.Person(NumberOfTwoPeople, new("Verónica", "Inés", "Acuña", "Franco"), Sex.Female, 45));
        yield return Home("1301", Area.Urban, 0.45, today, draft.Person(
            NumberOfTwoPeople, new("Nicolás", "Éver", "Riquelme", "Quiñónez"), Sex.Male, 52, 'A'));
        yield return Home("1109", Area.Urban, 0.5, today, draft.Person(PensionerWithRetirement, new("Porfirio", "Blas", "Insfrán", "Godoy"), Sex.Male, 72) with
        {
            OtherIncome = new OtherIncome(Retirement: 2_300_000, Pension: PensionAmount),
            Enrolments = [Pension(today.AddYears(-3))],
        });
        yield return Home("1201", Area.Urban, 0.35, today, draft.Person(
            WomanWithoutForm, new("Concepción", "Estela", "Yegros", "Zárate", "de Ocampos"), Sex.Female, 66)) with
        {
            InterviewedOn = null,
        };
    }

    private static SimulatedPerson DeadMan(TestPersonDraft draft, DateOnly today)
    {
        // Dead for four months at 81 completed years, whatever the day.
        var man = draft.Person(DeadManOnARoll, new("Anastacio", "Roque", "Villalba", "Cañete"), Sex.Male, 81);
        return man with
        {
            DeathDate = today.AddMonths(-4),
            BirthDate = today.AddMonths(-4).AddYears(-81).AddDays(-90),
            Enrolments = [Pension(today.AddYears(-9))],
        };
    }

    private static SimulatedHousehold Villeta(TestPersonDraft draft, DateOnly today) => Home(
        "1116",
        Area.Urban,
        0.2,
        today,
        draft.Person(MotherInVilleta, new("María", "Concepción", "Benítez", "Núñez"), Sex.Female, 34) with
        {
            Schooling = new Schooling(SchoolLevel.BasicSeventhToNinth, 9, false),
            Work = new Work(WorkRelation.OwnAccount, "VENDEDORA AMBULANTE", 600_000, IsRegistered: false),
            Enrolments = [Tekopora(today, instalment: 12)],
        },
        draft.Person(SchoolchildInVilleta, new("Mathías", "Ángel", "Benítez", null), Sex.Male, 9, kinship: Kinship.Child) with
        {
            Schooling = new Schooling(SchoolLevel.BasicFirstToSixth, 3, true),
        },
        draft.Person(ChildWithIncompleteVaccination, new("Belén", null, "Benítez", null), Sex.Female, 4, kinship: Kinship.Child) with
        {
            Health = new Health(Insurance.None, false, true, true, Vaccination.Incomplete),
        });

    private static SimulatedHousehold SanJuanNepomuceno(TestPersonDraft draft, DateOnly today) => Home(
        "0607",
        Area.Rural,
        0.22,
        today,
        draft.Person(HeadAtLastInstalment, new("Librada", "Rosa", "Galeano", "Brítez"), Sex.Female, 41) with
        {
            Work = new Work(WorkRelation.OwnAccount, "AGRICULTORA", 700_000, IsRegistered: false),
            Enrolments = [Tekopora(today, EnrolmentGenerator.LastTekoporaInstalment)],
        },
        draft.Person(FirstChildAtLastInstalment, new("Iván", null, "Galeano", null), Sex.Male, 11, kinship: Kinship.Child) with
        {
            Schooling = new Schooling(SchoolLevel.BasicFirstToSixth, 5, true),
        },
        draft.Person(SecondChildAtLastInstalment, new("Sofía", null, "Galeano", null), Sex.Female, 7, kinship: Kinship.Child) with
        {
            Schooling = new Schooling(SchoolLevel.BasicFirstToSixth, 1, true),
        });

    private static Enrolment Pension(DateOnly since) => new(Programme.OlderAdultsPension, EnrolmentState.Active, since, null, null, PensionAmount, null);

    private static Enrolment Tekopora(DateOnly today, int instalment) =>
        new(Programme.Tekopora, EnrolmentState.Active, today.AddMonths(-instalment), null, instalment, 375_000, null);

    private static SimulatedHousehold Home(string district, Area area, double welfare, DateOnly today, params SimulatedPerson[] members) => new()
    {
        Id = members[0].Id,
        District = TerritoryCatalogue.Paraguay.FindDistrict(district)!,
        Area = area,
        Neighbourhood = "San Miguel",
        Address = area == Area.Urban ? "Mariscal López 1234" : "Compañía Potrero Guazú, km 7",
        Welfare = welfare,
        Dwelling = TestPersonDraft.Dwelling(welfare),
        Assets = TestPersonDraft.Assets(welfare),
        InterviewedOn = today.AddDays(-200),
        Members = members,
    };
}
