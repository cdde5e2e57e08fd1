namespace Vamos.Adapters.Tests.Health.Fhir;

using System.Diagnostics;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Sandbox.LegacySystems.Health;
using Vamos.Sandbox.Population;
using Xunit.Abstractions;
using PersonName = Vamos.Beneficiary.V1.PersonName;

/// <summary>The whole register of the sandbox: what it writes is read as it was meant, and what is odd is reported.</summary>
public sealed class FhirRegisterTests(FhirLab lab, ITestOutputHelper output) : IClassFixture<FhirLab>
{
    [Fact]
    public async Task Everybody_is_read_as_the_population_has_them()
    {
        var odd = new[] { FhirOddity.Unlinked, FhirOddity.BirthMonthOnly, FhirOddity.BirthYearOnly, FhirOddity.UnknownDistrict }
            .SelectMany(lab.Server.PeopleWith).ToHashSet();
        var people = lab.Population.Households.SelectMany(home => home.Members.Select(person => (Home: home, Person: person)))
            .Where(pair => pair.Person.Cedula is { } cedula && !odd.Contains(cedula)).ToArray();

        var answers = await AskAllAsync([.. people.Select(pair => IdOf(pair.Person.Cedula!.Value))]);

        for (var i = 0; i < people.Length; i++)
        {
            var (home, person) = people[i];
            var told = answers[i].Person;
            Assert.Equal(
                new PersonName
                {
                    FirstGivenName = person.Name.FirstGiven,
                    OtherGivenNames = person.Name.SecondGiven ?? "",
                    FirstSurname = person.Name.FirstSurname,
                    SecondSurname = person.Name.SecondSurname ?? "",
                    MarriedSurname = person.Name.MarriedSurname ?? "",
                },
                told.Name);
            Assert.Equal(Date.From(person.BirthDate), told.BirthDate);
            Assert.Equal($"{person.Sex}", $"{told.Sex}");
            Assert.Equal(home.District.Code, told.Residence.DistrictCode);
            Assert.Equal(person.DeathDate is { } death ? Date.From(death) : null, told.Death?.Date);
            Assert.Equal(person.IsPregnant, answers[i].Pregnancies.Count == 1);
            Assert.Equal(person.Health.Insurance != Insurance.None, answers[i].Coverage.Count == 1);
            Assert.All(answers[i].Coverage, coverage =>
                Assert.True(coverage.Role == CoverageRole.Contributor || (coverage is { Role: CoverageRole.Dependant, Contributor: not null }) || answers[i].Issues.Count != 0));
            Assert.Null(AnswerContract.Broken(answers[i].NationalId, "mspbs", answers[i]));
        }
    }

    [Fact]
    public async Task Batch_says_of_everybody_what_a_single_question_says()
    {
        NationalId[] people = [.. lab.Population.People.Select(person => person.Cedula).OfType<Cedula>().Where((_, i) => i % 90 == 0).Select(IdOf)];

        var together = await lab.Reader.AskAsync(people);

        for (var i = 0; i < people.Length; i++)
            Assert.Equal((await lab.Reader.AskAsync([people[i]]))[0], together[i]);
    }

    [Fact]
    public async Task Partial_dates_of_birth_stay_partial()
    {
        var month = await FirstWithAsync(FhirOddity.BirthMonthOnly);
        var year = await FirstWithAsync(FhirOddity.BirthYearOnly);

        Assert.True(month.Person.BirthDate is { Day: 0, Month: > 0 });
        Assert.True(year.Person.BirthDate is { Day: 0, Month: 0 });
    }

    [Fact]
    public async Task Merged_record_gives_the_doses_of_both_its_halves()
    {
        var people = await AskAllAsync([.. lab.Server.PeopleWith(FhirOddity.Merged).Select(IdOf)]);

        Assert.All(people, records => Assert.True(records.Found && records.Person is not null));
        var whole = people.Count(records => records.Immunizations.Select(dose => dose.VaccineCode).Distinct().Count() > 6);
        Assert.True(whole > 5, $"{whole} children have doses");
    }

    [Fact]
    public async Task Records_of_one_number_that_are_not_linked_give_no_facts_but_an_issue()
    {
        var records = await FirstWithAsync(FhirOddity.Unlinked);

        Assert.True(records.Found);
        Assert.Null(records.Person);
        Assert.Empty(records.Immunizations);
        Assert.Contains(records.Issues, issue => issue is { RecordSource: "Patient", Field: "Patient.identifier", Kind: FactKind.Immunization });
    }

    [Fact]
    public async Task Doses_entered_in_error_are_not_told()
    {
        var people = await AskAllAsync([.. lab.Server.PeopleWith(FhirOddity.EnteredInError).Select(IdOf)]);

        Assert.All(people, records => Assert.True(records.Immunizations.Count(dose => dose.VaccineCode == "19") <= 1));
    }

    [Theory]
    [InlineData(FhirOddity.UnknownVaccine, "Immunization.vaccineCode.coding")]
    [InlineData(FhirOddity.DoseWithoutDate, "Immunization.occurrenceString")]
    [InlineData(FhirOddity.ModifiedDose, "Immunization.modifierExtension")]
    [InlineData(FhirOddity.UnknownDistrict, "Patient.address[0].district")]
    public async Task What_is_odd_is_reported_by_its_place_and_nothing_else(FhirOddity oddity, string field)
    {
        var people = await AskAllAsync([.. lab.Server.PeopleWith(oddity).Select(IdOf)]);

        var issues = people.SelectMany(records => records.Issues).Where(issue => issue.Field == field).ToArray();
        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.NotEmpty(issue.RecordKey));
        Assert.All(people, records => Assert.All(records.Issues, issue =>
            Assert.DoesNotContain(records.NationalId.Number, $"{issue.RecordKey} {issue.Field} {issue.Reason}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Refused_dose_is_told_as_not_given()
    {
        var people = await AskAllAsync([.. lab.Server.PeopleWith(FhirOddity.Refused).Select(IdOf)]);

        Assert.Contains(people, records => records.Immunizations.Any(dose => dose.NotGiven));
    }

    [Fact]
    public async Task Undernourished_children_are_told_apart_from_children_at_risk()
    {
        var people = await AskAllAsync([.. lab.Population.People.Where(person => person.AgeOn(FhirLab.Today) < 5).Select(person => person.Cedula).OfType<Cedula>().Select(IdOf)]);

        var findings = people.SelectMany(records => records.NutritionAssessments).CountBy(assessment => assessment.Finding).ToDictionary();
        Assert.Equal([NutritionFinding.AtRisk, NutritionFinding.Malnourished], findings.Keys.Order());
    }

    [Fact]
    public async Task Dependants_name_their_contributor()
    {
        var people = await AskAllAsync([.. lab.Population.People.Where(person => person.Health.Insurance == Insurance.Ips).Select(person => person.Cedula).OfType<Cedula>().Take(400).Select(IdOf)]);

        var dependants = people.SelectMany(records => records.Coverage.Select(coverage => (records.NationalId, Coverage: coverage)))
            .Where(pair => pair.Coverage.Role == CoverageRole.Dependant).ToArray();
        Assert.NotEmpty(dependants);
        Assert.All(dependants, pair => Assert.NotEqual(pair.NationalId, pair.Coverage.Contributor));
    }

    [Fact]
    public async Task Nothing_personal_is_logged()
    {
        var people = await AskAllAsync([.. lab.Population.People.Select(person => person.Cedula).OfType<Cedula>().Take(1500).Select(IdOf)]);

        var numbers = people.Select(records => records.NationalId.Number).Where(number => number.Length > 5).ToHashSet();
        Assert.All(lab.Reader.Logs.Entries, entry => Assert.DoesNotContain(numbers, number => entry.Message.Contains(number, StringComparison.Ordinal)));
        Assert.NotEmpty(lab.Reader.Quarantine.Rows);
    }

    [Fact]
    public async Task Server_with_ten_thousand_people_starts_within_a_second()
    {
        var clock = Stopwatch.StartNew();
        await using var server = await FhirServer.StartAsync(lab.Population, TimeProvider.System);

        output.WriteLine($"started in {clock.ElapsedMilliseconds} ms");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), "the machine may be busy, but this is another order");
    }

    private static NationalId IdOf(Cedula cedula) => FhirReader.Id(cedula.Number, cedula.Letter?.ToString() ?? "");

    private async Task<PersonRecords> FirstWithAsync(FhirOddity oddity) => (await lab.Reader.AskAsync([IdOf(lab.Server.PeopleWith(oddity).First())]))[0];

    private async Task<List<PersonRecords>> AskAllAsync(IReadOnlyList<NationalId> people)
    {
        List<PersonRecords> answers = [];
        var clock = Stopwatch.StartNew();
        foreach (var some in people.Chunk(100))
            answers.AddRange(await lab.Reader.AskAsync(some));
        output.WriteLine($"{people.Count} people, {people.Count / clock.Elapsed.TotalSeconds:0} a second");
        return answers;
    }
}
