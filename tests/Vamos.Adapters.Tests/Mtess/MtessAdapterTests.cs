namespace Vamos.Adapters.Tests.Mtess;

using Microsoft.Extensions.Configuration;
using Vamos.Adapter.V1;
using Vamos.Adapters.Drops;
using Vamos.Adapters.Mtess;
using Vamos.Adapters.Mtess.History;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Hosting.Settings;
using Vamos.Sandbox.LegacySystems;
using Vamos.Sandbox.LegacySystems.Mtess;
using Vamos.Sandbox.Population;

/// <summary>The adapter as the hub meets it: both legacy systems behind one address.</summary>
public sealed class MtessAdapterTests(MtessLab lab) : IClassFixture<MtessLab>, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-mtess-");
    private MtessSoapService _service = null!;
    private MtessPayrollFiles _payrolls = null!;
    private RunningAdapter _adapter = null!;
    private AdapterService.AdapterServiceClient _hub = null!;

    public async Task InitializeAsync()
    {
        _service = await MtessSoapService.StartAsync(
            EmploymentRegister.Of(lab.Population, TimeProvider.System), new MtessSoapOptions(), TimeProvider.System, CancellationToken.None);
        var inbox = Path.Combine(_folder.FullName, "inbox");
        _payrolls = await MtessPayrollFiles.StartAsync(_service.Register, inbox, TimeProvider.System, CancellationToken.None);
        _adapter = await RunningAdapter.StartAsync(MtessAdapter.With(new MtessSettings
        {
            History = new HistorySettings { Soap = lab.Settings with { Address = _service.Address } },
            Payrolls = new DropSettings { Inbox = inbox, Store = Path.Combine(_folder.FullName, "payrolls.db"), PollInterval = TimeSpan.FromMilliseconds(100) },
        }));
        _hub = _adapter.ClientOf("hub");
        await AcceptedAsync(2);
    }

    public async Task DisposeAsync()
    {
        await _adapter.DisposeAsync();
        await _service.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Man_with_salary_is_known_to_both_systems_with_each_ones_provenance()
    {
        var records = await AskAsync(TestPeople.ManWithSalary);

        Assert.Equal(["historial-laboral", "reop-planillas"], records.Employment.Select(employment => employment.Provenance.System));
        Assert.All(records.Employment, employment => Assert.Equal(("CONTADOR", 4_200_000L), (employment.Position, employment.MonthlySalary)));
        Assert.Single(records.Employment.Select(employment => (employment.EmployerNumber, employment.StartDate)).Distinct());
        Assert.All(records.Employment, employment => Assert.NotNull(employment.Provenance.RetrievedAt));
        Assert.Empty(records.Issues);
    }

    [Fact]
    public async Task Nobody_else_of_the_test_people_is_employed()
    {
        foreach (var number in Enumerable.Range(99_000_001, 16).Where(number => number != TestPeople.ManWithSalary))
            Assert.False((await AskAsync(number)).Found);
        Assert.False((await AskAsync(TestPeople.NumberOfTwoPeople, "A")).Found);
    }

    [Fact]
    public async Task Lines_that_are_wrong_on_purpose_are_set_aside_and_no_others()
    {
        await WaitFor.TrueAsync(() => _adapter.Host.Quarantine.Count == _payrolls.Defects.Count, "the quarantine");

        Assert.Equal(
            _payrolls.Defects.Select(defect => (defect.File, $"line {defect.Line}", defect.Column)).Order(),
            _adapter.Host.Quarantine.Rows.Select(row => (row.Source, row.Key, Assert.Single(row.Issues).Field)).Order());
        Assert.DoesNotContain(_adapter.Logs.Entries, entry => entry.Message.Contains("97000001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Service_that_is_down_leaves_the_payrolls_and_is_named()
    {
        await _service.DisturbAsync(new Disturbance(Mood.Failing), CancellationToken.None);

        var records = await AskAsync(TestPeople.ManWithSalary);

        Assert.Equal("reop-planillas", Assert.Single(records.Employment).Provenance.System);
        Assert.Equal("historial-laboral", Assert.Single(records.Issues).RecordSource);
    }

    [Theory]
    [InlineData(Mood.Failing)]
    [InlineData(Mood.Garbage)]
    public async Task Payroll_that_is_truncated_or_re_encoded_is_refused_and_the_one_before_stays(Mood mood)
    {
        _service.Register.Hire(new Cedula(TestPeople.MotherInVilleta), "COCINERA", 3_000_000);
        await _payrolls.DisturbAsync(new Disturbance(mood), CancellationToken.None);
        await WaitFor.TrueAsync(() => _adapter.Logs.Entries.Count(entry => entry.Id.Id == 3251) == 2, "the refusal");

        Assert.Equal(2, (await AskAsync(TestPeople.ManWithSalary)).Employment.Count);
        Assert.Equal("historial-laboral", Assert.Single((await AskAsync(TestPeople.MotherInVilleta)).Employment).Provenance.System);

        await _payrolls.DisturbAsync(Disturbance.None, CancellationToken.None);
        await WaitFor.TrueAsync(() => AskAsync(TestPeople.MotherInVilleta).GetAwaiter().GetResult().Employment.Count == 2, "the next payroll");
    }

    [Fact]
    public async Task Hiring_somebody_is_a_change_that_the_hub_hears_of()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var feed = _hub.WatchChanges(new WatchChangesRequest(), cancellationToken: limit.Token);
        Assert.True(await feed.ResponseStream.MoveNext(limit.Token));

        _service.Register.Hire(new Cedula(TestPeople.NumberOfTwoPeople, 'A'), "SERENO", 2_800_000);
        while (feed.ResponseStream.Current.NationalId is null)
            Assert.True(await feed.ResponseStream.MoveNext(limit.Token));

        Assert.Equal("A-99000010", feed.ResponseStream.Current.NationalId.ToText());
        Assert.Equal([FactKind.Employment], feed.ResponseStream.Current.Kinds);
    }

    [Fact]
    public async Task Description_offers_employment_from_both_systems()
    {
        var description = await _hub.DescribeAsync(new DescribeRequest());

        Assert.Equal("mtess", description.Institution);
        Assert.Equal(["historial-laboral", "reop-planillas"], description.OfferedFacts.Select(offer => offer.System));
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromDays(31)], description.OfferedFacts.Select(offer => offer.Freshness.ToTimeSpan()));
        Assert.True(description.WatchesChanges);
    }

    [Fact]
    public void Settings_name_every_error_at_once()
    {
        var errors = ErrorsOf(
            ("Mtess:History:Address", "http://servicio.example/historial"), ("Mtess:History:User", "a\u0001"), ("Mtess:History:CallsAtOnce", "0"),
            ("Mtess:Payrolls:Inbox", "/nowhere"), ("Mtess:Colour", "red"));

        string[] wrong = ["History:Address", "History:User", "History:Password", "History:CallsAtOnce", "Payrolls:Inbox", "Payrolls:Store", "Colour"];
        foreach (var key in wrong)
            Assert.Contains(errors, error => error.StartsWith($"Mtess:{key} ", StringComparison.Ordinal));
        Assert.Equal(7, errors.Count);
    }

    [Theory]
    [InlineData("https://servicio.example/h", "Text", "No", true)]
    [InlineData("http://servicio.example/h", "Digest", "Yes", true)]
    [InlineData("http://127.0.0.1:8080/h", "Text", "No", true)]
    [InlineData("http://servicio.example/h", "Text", "Yes", false)]
    [InlineData("https://yo:clave@servicio.example/h", "Digest", "No", false)]
    [InlineData("ftp://servicio.example/h", "Digest", "Yes", false)]
    public void Service_without_tls_must_be_meant(string address, string type, string plain, bool isSound)
    {
        var errors = ErrorsOf(
            ("Mtess:History:Address", address), ("Mtess:History:User", "a"), ("Mtess:History:Password", "b"),
            ("Mtess:History:PasswordType", type), ("Mtess:History:PlainHttp", plain));

        Assert.Equal(isSound, errors.Count == 0);
        Assert.DoesNotContain(errors, error => error.Contains("clave", StringComparison.Ordinal));
    }

    [Fact]
    public void One_system_at_least_must_be_configured() => Assert.Single(ErrorsOf());

    private static IReadOnlyList<string> ErrorsOf(params (string Key, string Value)[] keys)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(keys.ToDictionary(key => key.Key, key => (string?)key.Value)).Build();
        var section = SettingsReader.Of(configuration, "Mtess");
        MtessSettings.Read(section);
        try
        {
            section.Finish();
            return [];
        }
        catch (SettingsException e)
        {
            return e.Errors;
        }
    }

    private Task AcceptedAsync(int files) =>
        WaitFor.TrueAsync(() => _adapter.Logs.Entries.Count(entry => entry.Id.Id == 3250) == files, "the payrolls");

    private async Task<PersonRecords> AskAsync(int number, string letter = "")
    {
        var request = new GetRecordsRequest { NationalId = HistoryLab.Id(number, letter) };
        return (await _hub.GetRecordsAsync(request, deadline: DateTime.UtcNow.AddSeconds(20))).Records;
    }
}
