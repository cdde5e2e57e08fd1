namespace Vamos.Adapters.Tests.Mtess;

using System.Diagnostics;
using Vamos.Adapter.V1;
using Vamos.Adapters.Soap;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Sandbox.LegacySystems;
using Vamos.Sandbox.LegacySystems.Mtess;
using Vamos.Sandbox.Population;
using Xunit.Abstractions;

/// <summary>What the hub learns by way of the simulated service.</summary>
public sealed class HistoryTests(MtessLab lab, ITestOutputHelper output) : IClassFixture<MtessLab>, IAsyncLifetime
{
    private readonly HistoryLab _history = HistoryLab.For(lab.Settings);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _history.DisposeAsync();

    [Fact]
    public async Task Man_with_salary_is_a_private_employee()
    {
        var records = await _history.AskAsync(TestPeople.ManWithSalary);

        Assert.True(records.Found);
        var employment = Assert.Single(records.Employment);
        Assert.Equal(("CONTADOR", 4_200_000L, false), (employment.Position, employment.MonthlySalary, employment.PublicSector));
        Assert.Equal(10, employment.EmployerNumber.Length);
        Assert.NotEqual("", employment.EmployerName);
        Assert.Null(employment.EndDate);
        Assert.Equal(new Date { Year = 2026, Month = 10, Day = 1 }, employment.SalaryPeriod);
        Assert.Equal(("mtess", "historial-laboral"), (employment.Provenance.Institution, employment.Provenance.System));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 15, 0, 0, TimeSpan.Zero), employment.Provenance.AsOf.ToDateTimeOffset());
        Assert.Empty(records.Issues);
    }

    [Fact]
    public async Task Nobody_else_of_the_test_people_is_a_worker()
    {
        var others = Enumerable.Range(99_000_001, 16).Where(number => number != TestPeople.ManWithSalary).Select(number => HistoryLab.Id(number));

        var records = await _history.AskAsync([.. others, HistoryLab.Id(TestPeople.NumberOfTwoPeople, "A")]);

        Assert.Equal(16, records.Count);
        Assert.All(records, record => Assert.False(record.Found || record.Employment.Count != 0 || record.Issues.Count != 0));
    }

    [Fact]
    public async Task Every_worker_is_told_as_the_register_has_them_and_in_the_order_of_the_question()
    {
        var people = lab.Population.People.Where(person => person.Cedula is { Letter: null })
            .Select(person => HistoryLab.Id(person.Cedula!.Value.Number)).ToArray();
        var clock = Stopwatch.StartNew();

        var records = await _history.AskAsync(people);

        output.WriteLine($"{people.Length} people in {clock.ElapsedMilliseconds} ms");
        Assert.Equal(people, records.Select(record => record.NationalId));
        foreach (var record in records)
        {
            var expected = lab.Service.Register.Find(new Cedula(int.Parse(record.NationalId.Number)));
            Assert.Equal(expected is not null, record.Found);
            Assert.Equal(expected?.Select(e => (e.Employer.Number, e.Employer.Name, e.MonthlySalary, (bool?)e.Employer.IsPublic)) ?? [],
                record.Employment.Select(e => (e.EmployerNumber, e.EmployerName, e.MonthlySalary, (bool?)e.PublicSector)));
            Assert.Equal(
                expected?.Select(e => $"{Date.From(e.Start)} {(e.End is { } end ? Date.From(end) : null)}") ?? [],
                record.Employment.Select(e => $"{e.StartDate} {e.EndDate}"));
        }

        Assert.True(records.Count(record => record.Found) > 50);
        Assert.Contains(records, record => record.Employment.Any(employment => employment.PublicSector));
        Assert.Contains(records, record => record.Employment.Any(employment => employment.EndDate is not null));
    }

    [Fact]
    public async Task Person_asked_about_twice_gets_two_answers_that_share_nothing()
    {
        var id = HistoryLab.Id(TestPeople.ManWithSalary);

        var records = await _history.AskAsync(id, HistoryLab.Id(TestPeople.UnknownEverywhere), id.Clone());

        Assert.Equal(records[0], records[2]);
        Assert.NotSame(records[0].Employment[0], records[2].Employment[0]);
        Assert.False(records[1].Found);
    }

    [Fact]
    public async Task Two_people_with_one_number_are_told_apart_by_the_letter()
    {
        await using var service = await ServiceAsync();
        service.Register.Hire(new Cedula(TestPeople.NumberOfTwoPeople, 'A'), "SERENO", 2_800_000);
        await using var history = HistoryLab.For(lab.Settings with { Address = service.Address });

        var records = await history.AskAsync(HistoryLab.Id(TestPeople.NumberOfTwoPeople), HistoryLab.Id(TestPeople.NumberOfTwoPeople, "A"));

        Assert.False(records[0].Found);
        Assert.Equal("SERENO", Assert.Single(records[1].Employment).Position);
    }

    [Theory]
    [InlineData(SoapPassword.Digest)]
    [InlineData(SoapPassword.Text)]
    public async Task Caller_is_known_by_digest_or_by_password(SoapPassword type)
    {
        await using var history = HistoryLab.For(lab.Settings with { PasswordType = type });

        Assert.True((await history.AskAsync(TestPeople.ManWithSalary)).Found);
    }

    [Theory]
    [InlineData(SoapPassword.Digest, "vamos", "falsa", 0)]
    [InlineData(SoapPassword.Text, "vamos", "falsa", 0)]
    [InlineData(SoapPassword.Digest, "otro", null, 0)]
    [InlineData(SoapPassword.None, "vamos", null, 0)]
    [InlineData(SoapPassword.Digest, "vamos", null, 10)]
    [InlineData(SoapPassword.Digest, "vamos", null, -10)]
    public async Task Caller_whom_the_service_refuses_is_a_failure_and_not_an_unknown_worker(SoapPassword type, string user, string? password, int minutesAhead)
    {
        await using var history = HistoryLab.For(
            lab.Settings with { PasswordType = type, User = user, Password = password ?? lab.Settings.Password },
            time: new ShiftedTime(TimeSpan.FromMinutes(minutesAhead)));

        var e = await Assert.ThrowsAsync<LegacySystemException>(() => history.AskAsync(TestPeople.ManWithSalary));

        Assert.Contains("refuses the caller", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LegacySystemException>(() => history.Part.OpenAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("failing", "fault Server")]
    [InlineData("garbage", "something else than XML")]
    [InlineData("down", "cannot be reached")]
    [InlineData("slow:30s", "within")]
    public async Task Service_that_misbehaves_is_a_failure_until_it_is_well(string disturbance, string expected)
    {
        await using var service = await ServiceAsync();
        var impatient = TimeSpan.FromSeconds(disturbance.StartsWith("slow", StringComparison.Ordinal) ? 0.3 : 10);
        await using var history = HistoryLab.For(lab.Settings with { Address = service.Address, Timeout = impatient });
        Assert.True(Disturbance.TryParse(disturbance, out var parsed));
        await service.DisturbAsync(parsed, CancellationToken.None);

        var e = await Assert.ThrowsAsync<LegacySystemException>(() => history.AskAsync(TestPeople.ManWithSalary));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        await service.DisturbAsync(Disturbance.None, CancellationToken.None);
        await using var patient = HistoryLab.For(lab.Settings with { Address = service.Address });
        Assert.True((await patient.AskAsync(TestPeople.ManWithSalary)).Found);
    }

    [Fact]
    public async Task Changes_come_in_order_and_go_on_where_they_stopped()
    {
        await using var service = await ServiceAsync();
        await using var history = HistoryLab.For(lab.Settings with { Address = service.Address });
        var start = await history.Part.ReadChangesAsync(null, CancellationToken.None);
        Assert.Empty(start.Changes);

        service.Register.Hire(new Cedula(TestPeople.MotherInVilleta), "COCINERA", 3_000_000);
        service.Register.Dismiss(new Cedula(TestPeople.ManWithSalary));
        service.Register.Hire(new Cedula(TestPeople.NumberOfTwoPeople, 'A'), "SERENO", 2_800_000);
        var page = await history.Part.ReadChangesAsync(start.Position, CancellationToken.None);

        Assert.Equal(["99000004", "99000002", "A-99000010"], page.Changes.Select(change => change.Person.ToText()));
        Assert.All(page.Changes, change => Assert.Equal([FactKind.Employment], change.Kinds));
        Assert.Equal(page.Position, page.Changes[^1].Position);
        Assert.False(page.More);
        var rest = await history.Part.ReadChangesAsync(page.Changes[0].Position, CancellationToken.None);
        Assert.Equal(page.Changes.Skip(1), rest.Changes);
        Assert.Empty((await history.Part.ReadChangesAsync(page.Position, CancellationToken.None)).Changes);
        Assert.NotNull((await history.AskAsync(TestPeople.ManWithSalary)).Employment[0].EndDate);
    }

    [Fact]
    public async Task Many_changes_come_in_pages()
    {
        await using var service = await ServiceAsync();
        await using var history = HistoryLab.For(lab.Settings with { Address = service.Address });
        var page = await history.Part.ReadChangesAsync(null, CancellationToken.None);
        for (var i = 0; i < 600; i++)
            service.Register.Hire(new Cedula(98_000_000 + i), "PEÓN", 2_000_000);

        var seen = new List<string>();
        do
        {
            page = await history.Part.ReadChangesAsync(page.Position, CancellationToken.None);
            seen.AddRange(page.Changes.Select(change => change.Person.Number));
        }
        while (page.More);

        Assert.Equal(Enumerable.Range(98_000_000, 600).Select(number => $"{number}"), seen);
    }

    [Fact]
    public async Task Position_that_is_too_old_or_of_another_service_is_told_from_a_failure()
    {
        await using var service = await ServiceAsync();
        await using var history = HistoryLab.For(lab.Settings with { Address = service.Address });
        var start = await history.Part.ReadChangesAsync(null, CancellationToken.None);
        service.Register.Dismiss(new Cedula(TestPeople.ManWithSalary));
        service.Register.ForgetChanges();

        async Task<bool> TooOldAsync(string position) =>
            (await Assert.ThrowsAsync<ChangePositionException>(() => history.Part.ReadChangesAsync(position, CancellationToken.None))).IsTooOld;

        Assert.True(await TooOldAsync(start.Position));
        Assert.False(await TooOldAsync("otra-1"));
        Assert.False(await TooOldAsync(service.Register.Epoch + "-99999"));
        Assert.False(await TooOldAsync("<&> \u0001"));
        Assert.False(await TooOldAsync(new string('1', 65)));
    }

    private Task<MtessSoapService> ServiceAsync() => MtessSoapService.StartAsync(
        EmploymentRegister.Of(lab.Population, TimeProvider.System), new MtessSoapOptions(), TimeProvider.System, CancellationToken.None);
}
