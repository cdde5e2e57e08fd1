namespace Vamos.Adapters.Tests.Mds;

using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using TestPeople = Vamos.Sandbox.Population.TestPeople;

/// <summary>What the hub learns of each test person, asked over mutual TLS. The same for every engine.</summary>
public abstract class MdsContractTests(MdsLab lab)
{
    [Fact]
    public async Task Woman_without_income_is_rural_and_has_a_low_index()
    {
        var records = await lab.AskAsync(TestPeople.RuralWomanWithoutIncome);

        Assert.True(records.Found);
        Assert.Equal(Sex.Female, records.Person.Sex);
        Assert.Equal("EULALIA", records.Person.Name.FirstGivenName);
        Assert.Equal("NÚÑEZ", records.Person.Name.FirstSurname);
        Assert.Equal(Date.From(MdsLab.Today.AddYears(-67).AddDays(-120)), records.Person.BirthDate);
        var household = Assert.Single(records.Households);
        Assert.Equal(("0218", Area.Rural), (household.Place.DistrictCode, household.Place.Area));
        Assert.InRange(household.QualityOfLifeIndex, 0, 30);
        Assert.Equal(0, Assert.Single(household.Members).MonthlyIncome);
        Assert.Empty(records.Issues);
    }

    [Fact]
    public async Task Man_with_salary_is_a_contributor_and_one_person_though_entered_twice()
    {
        var records = await lab.AskAsync(TestPeople.ManWithSalary);

        var coverage = Assert.Single(records.Coverage);
        Assert.Equal(("IPS", CoverageRole.Contributor), (coverage.Insurer, coverage.Role));
        Assert.Equal(4_200_000, Assert.Single(Assert.Single(records.Households).Members).MonthlyIncome);
        // The later of the two rows is the one that counts.
        Assert.True(records.Person.Provenance.AsOf.ToDateTimeOffset().Year >= 2026);
    }

    [Fact]
    public async Task Dead_man_is_dead_and_still_on_the_roll()
    {
        var records = await lab.AskAsync(TestPeople.DeadManOnARoll);

        Assert.Equal(Date.From(MdsLab.Today.AddMonths(-4)), records.Person.Death.Date);
        var pension = Assert.Single(records.Enrollments);
        Assert.Equal(("pension-adultos-mayores", EnrollmentStatus.Active, 724_762L), (pension.ProgrammeCode, pension.Status, pension.Amount));
    }

    [Fact]
    public async Task Mother_in_Villeta_is_at_instalment_12_and_has_two_children()
    {
        var records = await lab.AskAsync(TestPeople.MotherInVilleta);

        var tekopora = Assert.Single(records.Enrollments);
        Assert.Equal(("tekopora", EnrollmentStatus.Active, 12), (tekopora.ProgrammeCode, tekopora.Status, tekopora.Instalment));
        Assert.Equal(BeneficiaryUnit.Household, tekopora.Unit);
        Assert.Null(tekopora.Payee);
        Assert.Null(tekopora.EndDate);
        var household = Assert.Single(records.Households);
        Assert.Equal(tekopora.HouseholdId, household.HouseholdId);
        Assert.Equal(
            [(Kinship.Head, "99000004"), (Kinship.Child, "99000008"), (Kinship.Child, "99000014")],
            household.Members.Select(member => (member.Kinship, member.NationalId.Number)).OrderBy(member => member.Number));
        Assert.Equal("mds", tekopora.Provenance.Institution);
        Assert.Equal("padron-tekopora", tekopora.Provenance.System);
        Assert.NotNull(tekopora.Provenance.AsOf);
        Assert.NotNull(tekopora.Provenance.RetrievedAt);
    }

    [Fact]
    public async Task Child_in_Villeta_shares_the_enrollment_of_its_household()
    {
        var records = await lab.AskAsync(TestPeople.ChildWithIncompleteVaccination);

        var tekopora = Assert.Single(records.Enrollments);
        Assert.Equal(("tekopora", "99000004"), (tekopora.ProgrammeCode, tekopora.Payee.Number));
        Assert.Equal("99000008", records.Person.NationalId.Number);
    }

    [Fact]
    public async Task Indigenous_people_live_where_the_statistics_institute_says()
    {
        var woman = await lab.AskAsync(TestPeople.PregnantIndigenousWoman);
        var man = await lab.AskAsync(TestPeople.IndigenousManOf56);

        // Boquerón and Alto Paraguay, which the legacy system has the other way round.
        Assert.Equal("1602", woman.Person.Residence.DistrictCode);
        Assert.Equal("1602", Assert.Single(woman.Households).Place.DistrictCode);
        Assert.Equal("1704", man.Person.Residence.DistrictCode);
        Assert.Equal(Date.From(MdsLab.Today.AddDays(-200)), Assert.Single(woman.Pregnancies).NotedDate);
        Assert.Empty(man.Pregnancies);
        Assert.True(man.Person.Indigenous is { Indigenous: true, CommunityRegistered: true, Community: "Y'APY" });
        // The Guaraní letter was lost before the adapter ever saw it, and is not invented.
        Assert.Equal("ARASY", woman.Person.Name.FirstGivenName);
    }

    [Fact]
    public async Task Household_head_is_at_instalment_72()
    {
        var records = await lab.AskAsync(TestPeople.HeadAtLastInstalment);

        Assert.Equal(72, Assert.Single(records.Enrollments).Instalment);
        Assert.Equal("0607", Assert.Single(records.Households).Place.DistrictCode);
    }

    [Fact]
    public async Task Man_with_severe_disability_has_his_certificate()
    {
        var certificate = Assert.Single((await lab.AskAsync(TestPeople.ManWithSevereDisability)).DisabilityCertificates);

        Assert.Equal(("SEN-10009", DisabilityDegree.Severe), (certificate.CertificateNumber, certificate.Degree));
        Assert.Equal(Date.From(MdsLab.Today.AddYears(-2)), certificate.ValidFrom);
    }

    [Fact]
    public async Task Two_people_with_one_number_are_told_apart_by_the_letter()
    {
        var without = await lab.AskAsync(TestPeople.NumberOfTwoPeople);
        var with = await lab.AskAsync(TestPeople.NumberOfTwoPeople, "A");

        Assert.Equal(("VERÓNICA", ""), (without.Person.Name.FirstGivenName, without.Person.NationalId.Letter));
        Assert.Equal(("NICOLÁS", "A"), (with.Person.Name.FirstGivenName, with.Person.NationalId.Letter));
        Assert.Equal("0701", Assert.Single(without.Households).Place.DistrictCode);
        Assert.Equal("1301", Assert.Single(with.Households).Place.DistrictCode);
        Assert.False((await lab.AskAsync(TestPeople.NumberOfTwoPeople, "B")).Found);
    }

    [Fact]
    public async Task Pensioner_has_a_retirement_payment_beside_the_pension()
    {
        var records = await lab.AskAsync(TestPeople.PensionerWithRetirement);

        Assert.Equal("pension-adultos-mayores", Assert.Single(records.Enrollments).ProgrammeCode);
        var retirement = Assert.Single(records.RetirementBenefits);
        Assert.Equal(("IPS", 2_300_000L), (retirement.Payer, retirement.Amount));
    }

    [Fact]
    public async Task Unknown_person_is_an_answer()
    {
        var records = await lab.AskAsync(TestPeople.UnknownEverywhere);

        Assert.False(records.Found);
        Assert.Null(records.Person);
        Assert.Equal("99000012", records.NationalId.Number);
    }

    [Fact]
    public async Task Woman_without_form_is_known_but_has_no_household()
    {
        var records = await lab.AskAsync(TestPeople.WomanWithoutForm);

        Assert.True(records.Found);
        Assert.Equal("DE OCAMPOS", records.Person.Name.MarriedSurname);
        Assert.Empty(records.Households);
        Assert.Empty(records.Issues);
    }

    [Fact]
    public async Task Only_the_kinds_asked_for_are_answered()
    {
        var records = await lab.AskAsync(TestPeople.MotherInVilleta, "", FactKind.Enrollment);

        Assert.True(records.Found);
        Assert.Null(records.Person);
        Assert.Empty(records.Households);
        Assert.Single(records.Enrollments);
    }

    [Fact]
    public async Task Kinds_that_are_not_offered_find_nothing()
    {
        Assert.False((await lab.AskAsync(TestPeople.MotherInVilleta, "", FactKind.Immunization)).Found);
    }
}
