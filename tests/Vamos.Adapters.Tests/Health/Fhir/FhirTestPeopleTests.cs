namespace Vamos.Adapters.Tests.Health.Fhir;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Sandbox.Population;
using Sex = Vamos.Beneficiary.V1.Sex;

/// <summary>The people with a story, as the FHIR server knows them.</summary>
public sealed class FhirTestPeopleTests(FhirLab lab) : IClassFixture<FhirLab>
{
    [Fact]
    public async Task Child_with_incomplete_vaccination_has_some_doses_and_lacks_others()
    {
        var records = await lab.Reader.AskAsync(TestPeople.ChildWithIncompleteVaccination);

        Assert.True(records.Found);
        Assert.Empty(records.Issues);
        Assert.Equal("1116", records.Person.Residence.DistrictCode);
        Assert.Equal(12, records.Immunizations.Count);
        var codes = records.Immunizations.Select(dose => (dose.VaccineCode, dose.DoseNumber)).ToArray();
        Assert.Contains(("19", 1), codes);
        Assert.Contains(("102", 3), codes);
        Assert.DoesNotContain(codes, dose => dose.VaccineCode is "03" or "37" or "21");
        Assert.All(records.Immunizations, dose =>
        {
            Assert.Equal("http://hl7.org/fhir/sid/cvx", dose.VaccineSystem);
            Assert.NotEmpty(dose.VaccineName);
            Assert.Equal("Hospital Distrital de Villeta", dose.Establishment);
            Assert.Equal(("mspbs", "fhir"), (dose.Provenance.Institution, dose.Provenance.System));
            Assert.NotNull(dose.Provenance.AsOf);
            Assert.False(dose.NotGiven);
        });
    }

    [Theory]
    [InlineData(TestPeople.SchoolchildInVilleta)]
    [InlineData(TestPeople.FirstChildAtLastInstalment)]
    [InlineData(TestPeople.SecondChildAtLastInstalment)]
    public async Task Schoolchild_has_all_doses_of_the_first_years(int number)
    {
        var records = await lab.Reader.AskAsync(number);

        Assert.Equal(2, records.Immunizations.Count(dose => dose.VaccineCode == "03"));
        Assert.True(records.Immunizations.Count >= 20);
    }

    [Fact]
    public async Task Pregnant_woman_has_one_pregnancy_of_all_her_visits()
    {
        var records = await lab.Reader.AskAsync(TestPeople.PregnantIndigenousWoman);

        var pregnancy = Assert.Single(records.Pregnancies);
        Assert.Equal(Date.From(FhirLab.Today.AddDays(-110)), pregnancy.NotedDate);
        Assert.Null(pregnancy.EndDate);
        Assert.Equal("Arasỹ", records.Person.Name.FirstGivenName);
        Assert.Equal("Ñamandú", records.Person.Name.SecondSurname);
        Assert.Empty(records.Issues);
    }

    [Fact]
    public async Task Dead_man_is_dead_since_his_day()
    {
        var records = await lab.Reader.AskAsync(TestPeople.DeadManOnARoll);

        Assert.Equal(Date.From(FhirLab.Today.AddMonths(-4)), records.Person.Death.Date);
        Assert.Equal("mspbs", records.Person.Death.Provenance.Institution);
    }

    [Fact]
    public async Task Man_with_a_salary_contributes_to_the_social_insurance()
    {
        var records = await lab.Reader.AskAsync(TestPeople.ManWithSalary);

        var coverage = Assert.Single(records.Coverage);
        Assert.Equal(("IPS", CoverageRole.Contributor), (coverage.Insurer, coverage.Role));
        Assert.Null(coverage.Contributor);
        Assert.NotNull(coverage.StartDate);
        Assert.Null(coverage.EndDate);
    }

    [Fact]
    public async Task Two_people_with_one_number_and_a_letter_stay_two()
    {
        var both = await lab.Reader.AskAsync([FhirReader.Id(TestPeople.NumberOfTwoPeople), FhirReader.Id(TestPeople.NumberOfTwoPeople, "A")]);

        Assert.Equal(("Verónica", Sex.Female), (both[0].Person.Name.FirstGivenName, both[0].Person.Sex));
        Assert.Equal(("Nicolás", Sex.Male), (both[1].Person.Name.FirstGivenName, both[1].Person.Sex));
        Assert.Equal("A", both[1].Person.NationalId.Letter);
        Assert.Empty(both[0].Issues.Concat(both[1].Issues));
    }

    [Fact]
    public async Task Number_of_nobody_is_not_found() => Assert.False((await lab.Reader.AskAsync(TestPeople.UnknownEverywhere)).Found);

    [Fact]
    public async Task Woman_without_form_is_known_here_with_her_name_by_marriage()
    {
        var records = await lab.Reader.AskAsync(TestPeople.WomanWithoutForm);

        Assert.True(records.Found);
        Assert.Equal(("Yegros", "Zárate", "de Ocampos"), (records.Person.Name.FirstSurname, records.Person.Name.SecondSurname, records.Person.Name.MarriedSurname));
        Assert.Equal(Date.From(lab.Population.People.Single(person => person.Cedula?.Number == TestPeople.WomanWithoutForm).BirthDate), records.Person.BirthDate);
    }

    [Fact]
    public async Task Only_kinds_that_were_asked_for_are_answered()
    {
        var records = await lab.Reader.AskAsync(TestPeople.ChildWithIncompleteVaccination, kinds: FactKinds.Of(FactKind.Coverage));

        Assert.True(records.Found);
        Assert.Null(records.Person);
        Assert.Empty(records.Immunizations);
    }
}
