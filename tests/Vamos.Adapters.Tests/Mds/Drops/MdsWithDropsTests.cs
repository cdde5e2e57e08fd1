namespace Vamos.Adapters.Tests.Mds.Drops;

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Vamos.Adapter.V1;
using Vamos.Adapters.Drops;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Hosting.Settings;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>The ministry's adapter with its database and its nightly files.</summary>
public sealed class MdsWithDropsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-mds-drops-");

    [Fact]
    public async Task Death_of_the_night_is_added_to_the_person_of_the_register()
    {
        var population = SimulatedPopulation.Generate(1, 0, MdsLab.Today);
        var inbox = Path.Combine(_folder.FullName, "inbox");
        var settings = new MdsSettings
        {
            ConnectionString = $"Data Source={Path.Combine(_folder.FullName, "mds.db")};Pooling=False",
            Drops = new DropSettings { Inbox = inbox, Store = Path.Combine(_folder.FullName, "drops.db"), PollInterval = TimeSpan.FromMilliseconds(50) },
        };
        await using (var connection = new SqliteConnection(settings.ConnectionString))
        {
            await connection.OpenAsync();
            await MdsLegacyDatabase.LoadAsync(connection, population, CancellationToken.None);
        }

        await using var files = await NightlyFiles.StartAsync(inbox, population, CancellationToken.None);
        files.Die(new Cedula(TestPeople.ManWithSalary), MdsLab.Today);
        await files.WriteNightAsync(MdsLab.Today.AddDays(1), CancellationToken.None);
        await using var adapter = await RunningAdapter.StartAsync(MdsAdapter.With(settings));
        var hub = adapter.ClientOf("hub");
        await WaitFor.TrueAsync(
            () => adapter.Logs.Entries.Any(entry => entry.Message.Contains("fallecidos_20261121.csv is accepted", StringComparison.Ordinal)), "the file");

        var request = new GetRecordsRequest { NationalId = new NationalId { Number = $"{TestPeople.ManWithSalary}" }, Kinds = { FactKind.Person } };
        var records = (await hub.GetRecordsAsync(request, deadline: DateTime.UtcNow.AddSeconds(20))).Records;

        Assert.Equal("registro-personas", records.Person.Provenance.System);
        Assert.Equal("archivo-fallecidos", records.Person.Death.Provenance.System);
        Assert.Equal("2026-11-20", records.Person.Death.Date.ToIso());
        Assert.DoesNotContain(adapter.Logs.Entries, entry => entry.Message.Contains($"{TestPeople.ManWithSalary}", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_error_of_the_settings_is_told_at_once()
    {
        var keys = new Dictionary<string, string?> { ["Drops:Inbox"] = "/nowhere/at/all", ["Drops:BadLinesAllowed"] = "-1", ["Drops:Inbocks"] = "x" };
        var section = SettingsReader.Of(new ConfigurationBuilder().AddInMemoryCollection(keys).Build(), "Drops");

        DropSettings.Read(section);

        var errors = Assert.Throws<SettingsException>(section.Finish).Errors;
        Assert.Equal(["BadLinesAllowed", "Inbocks", "Inbox", "Store"], errors.Select(error => error.Split(' ')[0].Split(':')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Store_in_the_inbox_is_an_error()
    {
        var keys = new Dictionary<string, string?> { ["Drops:Inbox"] = _folder.FullName, ["Drops:Store"] = Path.Combine(_folder.FullName, "drops.db") };
        var section = SettingsReader.Of(new ConfigurationBuilder().AddInMemoryCollection(keys).Build(), "Drops");

        DropSettings.Read(section);

        Assert.Contains("must not lie in the inbox", Assert.Single(Assert.Throws<SettingsException>(section.Finish).Errors), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
