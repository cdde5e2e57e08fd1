namespace Vamos.Adapters.Tests.Mds;

using System.Diagnostics;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Tests.Hosting;
using Vamos.Adapters.Tests.Lab;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Sandbox.LegacySystems;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>The simulated database misbehaves in every way that it can, and the adapter gets over each.</summary>
public sealed class MdsDatabaseSystemTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-system-").FullName;
    private MdsDatabaseSystem _system = null!;
    private RunningAdapter _adapter = null!;
    private AdapterService.AdapterServiceClient _hub = null!;

    public async Task InitializeAsync()
    {
        var population = SimulatedPopulation.Generate(1, 300, MdsLab.Today);
        _system = await MdsDatabaseSystem.StartAsync(Path.Combine(_folder, "mds.db"), population, TimeProvider.System, CancellationToken.None);
        var settings = new MdsSettings { ConnectionString = _system.ConnectionString, CommandTimeout = TimeSpan.FromSeconds(1) };
        _adapter = await RunningAdapter.StartAsync(MdsAdapter.With(settings));
        _hub = _adapter.ClientOf("hub");
        await WaitFor.TrueAsync(() => _adapter.Logs.Entries.Any(entry => entry.Id.Id == 3203), "the survey");
    }

    public async Task DisposeAsync()
    {
        await _adapter.DisposeAsync();
        await _system.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("failing")]
    [InlineData("down")]
    public async Task Adapter_without_its_database_says_unavailable_and_gets_over_it(string disturbance)
    {
        await DisturbAsync(disturbance);

        var problem = await AccessTests.ProblemOf(() => _hub.GetRecordsAsync(Question, deadline: DateTime.UtcNow.AddSeconds(20)));

        Assert.Equal(ErrorReasons.LegacySystemUnavailable, problem.Reason);
        await AssertWellAsync();
    }

    [Fact]
    public async Task Slow_database_is_waited_for()
    {
        await DisturbAsync("slow:0.6s");
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 4; i++)
            Assert.True((await _hub.GetRecordsAsync(Question, deadline: DateTime.UtcNow.AddSeconds(20))).Records.Found);

        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(0.5), $"{clock.Elapsed}");
        await AssertWellAsync();
    }

    [Fact]
    public async Task Garbage_is_set_aside_and_nothing_is_guessed_from_it()
    {
        await DisturbAsync("garbage");

        var records = (await _hub.GetRecordsAsync(Question, deadline: DateTime.UtcNow.AddSeconds(20))).Records;

        Assert.True(records.Found);
        Assert.Contains(records.Issues, issue => issue is { RecordSource: "persona", Field: "numero_sexo_persona" });
        Assert.Empty(records.DisabilityCertificates);
        await AssertWellAsync();
    }

    [Fact]
    public async Task What_a_database_quotes_is_not_logged()
    {
        await DisturbAsync("failing");
        await AccessTests.ProblemOf(() => _hub.GetRecordsAsync(Question, deadline: DateTime.UtcNow.AddSeconds(20)));

        Assert.All(_adapter.Logs.Entries, entry => Assert.DoesNotContain($"{TestPeople.MotherInVilleta}", entry.Message, StringComparison.Ordinal));
        var secret = MdsDatabase.Unreadable(new InvalidOperationException("22P02: invalid input syntax for type bigint: \"99000004\""));
        Assert.DoesNotContain("99000004", secret.Message, StringComparison.Ordinal);
        Assert.Contains("22P02", secret.Message, StringComparison.Ordinal);
    }

    private static GetRecordsRequest Question => new() { NationalId = new NationalId { Number = $"{TestPeople.MotherInVilleta}" } };

    private async Task DisturbAsync(string text)
    {
        Assert.True(Disturbance.TryParse(text, out var disturbance));
        await _system.DisturbAsync(disturbance, CancellationToken.None);
        Assert.Equal(text, $"{_system.Disturbance}");
    }

    private async Task AssertWellAsync()
    {
        await DisturbAsync("well");
        var records = (await _hub.GetRecordsAsync(Question, deadline: DateTime.UtcNow.AddSeconds(20))).Records;
        Assert.Equal("MARÍA", records.Person.Name.FirstGivenName);
        Assert.Empty(records.Issues);
    }
}
