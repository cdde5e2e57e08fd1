namespace Vamos.Adapters.Tests.Mds.Drops;

using Vamos.Adapter.V1;
using Vamos.Adapters.Drops;
using Vamos.Adapters.Mds.Drops;
using Vamos.Adapters.Tests.Drops;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Sandbox.LegacySystems;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>The ministry's nightly files as the sandbox sends them.</summary>
public sealed class MdsDropsTests : IAsyncLifetime, IDisposable
{
    private static readonly SimulatedPopulation Population = SimulatedPopulation.Generate(1, 20_000, new DateOnly(2026, 11, 20));

    private readonly DropsLab _lab = new(layouts: [.. MdsDrops.Layouts]);
    private NightlyFiles _files = null!;

    public async Task InitializeAsync() => _files = await NightlyFiles.StartAsync(_lab.Inbox, Population, CancellationToken.None);

    public async Task DisposeAsync() => await _files.DisposeAsync();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task All_nine_files_of_a_night_are_accepted()
    {
        var results = await TakeAsync();

        Assert.Equal(9, results.Count);
        Assert.All(results, result => Assert.True(result.Reason is null, $"{result.File}: {result.Reason}"));
        Assert.Equal(
            ["deudores 2", "empleados 2", "fallecidos 2", "ficha_hogar 0", "ficha_persona 0", "jubilados_pensionados 1", "penas 2",
                "potenciales_beneficiarios 0", "subsidios 2"],
            results.Select(result => $"{Form(result.File)} {result.SetAside}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Death_fills_nothing_of_the_person_but_the_death()
    {
        await TakeAsync();

        var records = Ask(TestPeople.DeadManOnARoll);

        Assert.Equal("2026-07-20", records.Person.Death.Date.ToIso());
        Assert.Equal(("mds", "archivo-fallecidos"), (records.Person.Death.Provenance.Institution, records.Person.Death.Provenance.System));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(-3)), records.Person.Death.Provenance.AsOf.ToDateTimeOffset());
        var onlyTheDeath = new Person { NationalId = Id(TestPeople.DeadManOnARoll), Death = records.Person.Death, Provenance = records.Person.Provenance };
        Assert.Equal(onlyTheDeath, records.Person);
        Assert.Empty(records.Issues);
    }

    [Fact]
    public async Task Employment_known_to_the_insurance_is_coverage_as_a_contributor()
    {
        await TakeAsync();

        var coverage = Assert.Single(Ask(TestPeople.ManWithSalary).Coverage);

        Assert.Equal(("IPS", CoverageRole.Contributor), (coverage.Insurer, coverage.Role));
    }

    [Fact]
    public async Task Retirement_names_its_payer_and_kind()
    {
        await TakeAsync();

        var benefit = Assert.Single(Ask(TestPeople.PensionerWithRetirement).RetirementBenefits);

        Assert.Equal(("IPS", RetirementBenefitKind.Retirement), (benefit.Payer, benefit.Kind));
    }

    [Fact]
    public async Task Household_has_its_members_and_the_district_by_the_INE_code()
    {
        await TakeAsync();
        // Boquerón and Alto Paraguay, whose codes the electoral body swaps, among them.
        foreach (var department in new[] { "16", "17", "11" })
        {
            var households = Population.Households.Where(home => home.District.Department.Code == department && home.Members[0].Cedula is not null);
            var (home, record) = households.Select(home => (Home: home, Record: Ask(home.Members[0].Cedula!.Value).Households.FirstOrDefault()))
                .FirstOrDefault(pair => pair.Record is not null);
            Assert.True(record is not null, $"no household of department {department}, of {households.Count()}");

            Assert.Equal(home.District.Code, record.Place.DistrictCode);
            Assert.Equal(home.InterviewedOn, new DateOnly(record.InterviewDate.Year, record.InterviewDate.Month, record.InterviewDate.Day));
            Assert.Equal(home.Members.Select(member => Date.From(member.BirthDate)), record.Members.Select(member => member.BirthDate));
            Assert.Equal(Vamos.Beneficiary.V1.Kinship.Head, record.Members[0].Kinship);
            Assert.True(record.HasQualityOfLifeIndex);
        }
    }

    [Fact]
    public async Task Candidate_of_a_municipality_has_applied()
    {
        await TakeAsync();
        var applied = Population.People.Where(person => person.Cedula is not null).SelectMany(person => Ask(person.Cedula!.Value).Enrollments).ToList();

        Assert.NotEmpty(applied);
        Assert.All(applied, enrollment => Assert.Equal(("pension-adultos-mayores", EnrollmentStatus.Applied), (enrollment.ProgrammeCode, enrollment.Status)));
    }

    [Fact]
    public async Task Person_of_a_bad_line_is_told_that_something_is_missing()
    {
        await TakeAsync();

        var records = Ask(98_500_001);

        Assert.True(records.Found);
        Assert.Null(records.Person);
        Assert.Equal("fecha_defuncion", Assert.Single(records.Issues).Field);
    }

    [Fact]
    public async Task New_death_is_a_change_of_the_next_night()
    {
        await TakeAsync();
        var position = _lab.Room.ReadChanges(null).Position;

        _files.Die(new Cedula(TestPeople.ManWithSalary), new DateOnly(2026, 11, 20));
        await _files.WriteNightAsync(new DateOnly(2026, 11, 21), CancellationToken.None);
        await TakeAsync();

        Assert.Equal([$"{TestPeople.ManWithSalary}"], _lab.ChangedSince(position));
        Assert.Equal("2026-11-20", Ask(TestPeople.ManWithSalary).Person.Death.Date.ToIso());
    }

    [Theory]
    [InlineData(Mood.Failing, "truncated")]
    [InlineData(Mood.Garbage, "re-encoded")]
    public async Task Misbehaving_sender_is_refused_and_the_night_before_stays(Mood mood, string reason)
    {
        await TakeAsync();

        await _files.DisturbAsync(new Disturbance(mood), CancellationToken.None);
        var results = await TakeAsync();

        var dead = results.Single(result => result.File.StartsWith("fallecidos", StringComparison.Ordinal));
        Assert.Contains(reason, dead.Reason, StringComparison.Ordinal);
        Assert.NotNull(Ask(TestPeople.DeadManOnARoll).Person.Death);
    }

    [Fact]
    public async Task Before_any_file_nobody_is_unknown()
    {
        using var reading = _lab.Room.Read();
        var nobody = Id(TestPeople.UnknownEverywhere);
        var missing = new MdsDropsAnswer(reading, [nobody], FactKinds.Of(FactKind.Person, FactKind.Coverage)).For(nobody);
        Assert.Equal(["fallecidos", "empleados"], missing.Issues.Select(issue => issue.RecordSource));
        Assert.All(missing.Issues, issue => Assert.Equal("no file has been accepted yet", issue.Reason));

        await TakeAsync();

        Assert.Empty(Ask(TestPeople.UnknownEverywhere).Issues);
        Assert.False(Ask(TestPeople.UnknownEverywhere).Found);
    }

    private static string Form(string file) => string.Join('_', file.Split('_')[..^1]).Replace("-301", "");

    private static NationalId Id(int number) => new() { Number = $"{number}" };

    private PersonRecords Ask(int number) => Ask(new Cedula(number));

    private PersonRecords Ask(Cedula cedula)
    {
        var id = new NationalId { Number = $"{cedula.Number}", Letter = $"{cedula.Letter}" };
        using var reading = _lab.Room.Read();
        var records = new MdsDropsAnswer(reading, [id], FactKinds.Of(MdsDrops.FactLayouts.SelectMany(layout => layout.Kinds))).For(id);
        Assert.Null(AnswerContract.Broken(id, "mds", records));
        return records;
    }

    private Task<IReadOnlyList<DropResult>> TakeAsync() => _lab.PollTwiceAsync();
}
