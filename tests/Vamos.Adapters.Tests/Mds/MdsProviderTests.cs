namespace Vamos.Adapters.Tests.Mds;

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Vamos.Adapter.V1;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Tests.Lab;
using Vamos.Common.V1;
using Vamos.Hosting.Settings;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>Databases that the adapter's code does not know, and queries that are not its own.</summary>
public sealed class MdsProviderTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-provider-").FullName;
    private readonly SimulatedPopulation _population = SimulatedPopulation.Generate(3, 500, MdsLab.Today);

    private string ConnectionString => $"Data Source={Path.Combine(_folder, "mds.db")}";

    public async Task InitializeAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await MdsLegacyDatabase.LoadAsync(connection, _population, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Provider_named_by_its_type_answers_batches_longer_than_its_lists()
    {
        var settings = Settings("databases: {other: {parameter: ':', values: 64, rows: 'LIMIT {rows}', connection: {Mode: ReadOnly}}}") with
        {
            Provider = typeof(ColonFactory).AssemblyQualifiedName!,
            ProviderAssembly = typeof(ColonFactory).Assembly.Location,
        };
        await using var adapter = await RunningAdapter.StartAsync(MdsAdapter.With(settings));
        var people = _population.Households.SelectMany(household => household.Members).Select(person => person.Cedula).OfType<Cedula>().Take(200).ToList();

        using var call = adapter.ClientOf("hub").BatchGetRecords(deadline: DateTime.UtcNow.AddSeconds(20));
        foreach (var cedula in people)
        {
            var person = new NationalId { Number = $"{cedula.Number}", Letter = $"{cedula.Letter}" };
            await call.RequestStream.WriteAsync(new BatchGetRecordsRequest { NationalId = person });
        }

        await call.RequestStream.CompleteAsync();
        var found = 0;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            found += call.ResponseStream.Current.Records is { Found: true, Person: not null } ? 1 : 0;

        Assert.Equal(people.Count, found);
        await WaitFor.TrueAsync(() => adapter.Logs.Entries.Any(entry => entry.Id.Id == 3203), "the survey");
        Assert.Contains(adapter.Logs.Entries, entry => entry.Id.Id == 3205);
    }

    [Theory]
    [InlineData("oracle", "no such type")]
    [InlineData("Nobody.Has.This, Vamos.Adapters.Tests", "no such type")]
    [InlineData("Nobody.Has.This, Nobody", "cannot be loaded")]
    [InlineData("Vamos.Adapters.Tests.Mds.MdsProviderTests, Vamos.Adapters.Tests", "which is no DbProviderFactory")]
    [InlineData("Vamos.Adapters.Tests.Mds.HiddenFactory, Vamos.Adapters.Tests", "no public static Instance")]
    public void Provider_that_cannot_be_used_says_why(string provider, string reason)
    {
        var error = Assert.Single(ErrorsOf(("Provider", provider), ("ConnectionString", "Data Source=mds.db")));

        Assert.StartsWith("Mds:Provider ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_string_of_another_provider_is_an_error_that_does_not_repeat_it()
    {
        var error = Assert.Single(ErrorsOf(("Provider", "sqlite"), ("ConnectionString", "Host=db;Password=hidden")));

        Assert.StartsWith("Mds:ConnectionString ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_wrong_with_a_file_of_queries_is_told_at_once()
    {
        var file = FileOf("""
            queries:
              personas: SELECT 1
              persona: SELECT {nothing} AS id_persona FROM persona
            expressions: {a: '{b}', b: '{a}'}
            indexes: {persona: ['{a}']}
            databases: {other: {parameter: '$'}, db2: {rows: none}}
            """);

        var errors = ErrorsOf(("ConnectionString", ConnectionString), ("Queries", file));

        foreach (var part in new[] { "'personas'", "'{nothing}' in 'persona'", "without end", "'$'", "'db2'" })
            Assert.Contains(errors, error => error.StartsWith("Mds:Queries ", StringComparison.Ordinal) && error.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void File_that_is_no_file_of_queries_is_an_error_with_its_line()
    {
        var file = FileOf("queries:\n  persona: [1, 2]\n");

        var error = Assert.Single(ErrorsOf(("ConnectionString", ConnectionString), ("Queries", file)));

        Assert.Contains("line 2", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queries_that_do_not_fit_are_named_with_their_columns_before_anybody_asks()
    {
        var settings = Settings("""
            queries:
              ubicacion: SELECT id_ubicacion, codigo_ubicacion AS codigo FROM ubicacion
              etnia_indigena: SELECT id_etnia_indigena, codigo_etnia_indigena, nombre_etnia_indigena FROM etnia_indigena
              padron_tekoha: SELECT nonsense FROM
            """);
        await using var adapter = await RunningAdapter.StartAsync(MdsAdapter.With(settings), reopenDelay: TimeSpan.FromMinutes(1));

        var trouble = Assert.Single(adapter.Logs.Entries, entry => entry.Id.Id == 3002).Message;
        foreach (var part in new[]
        {
            "'ubicacion' lacks the column 'codigo_ubicacion' (text)", "'ubicacion' returns the column 'codigo', which nobody reads",
            "'etnia_indigena' returns the column 'nombre_etnia_indigena'", "'padron_tekoha' fails: ",
        })
            Assert.Contains(part, trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Institution_with_tables_of_its_own_is_answered_by_queries_of_its_own()
    {
        await ExecuteAsync("""
            CREATE TABLE subsidio (id integer PRIMARY KEY, ci integer, situacion text, desde text);
            INSERT INTO subsidio VALUES (1, 99000004, 'ACTIVO', '2020-02-03');
            """);
        var settings = Settings(MdsGuide.Queries);
        await using var adapter = await RunningAdapter.StartAsync(MdsAdapter.With(settings));

        var request = new GetRecordsRequest { NationalId = new NationalId { Number = $"{TestPeople.MotherInVilleta}" } };
        var records = (await adapter.ClientOf("hub").GetRecordsAsync(request, deadline: DateTime.UtcNow.AddSeconds(20))).Records;

        Assert.Equal("2020-02-03", records.Enrollments.Single(enrollment => enrollment.ProgrammeCode == "tekoha").StartDate.ToIso());
        Assert.Empty(records.Issues);
        Assert.DoesNotContain(adapter.Logs.Entries, entry => entry.Id.Id is 3201 or 3202);
    }

    private static IReadOnlyList<string> ErrorsOf(params (string Key, string Value)[] keys)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(keys.Select(entry => KeyValuePair.Create<string, string?>($"Mds:{entry.Key}", entry.Value))).Build();
        var section = SettingsReader.Of(configuration, "Mds");
        MdsSettings.Read(section);
        return Assert.Throws<SettingsException>(section.Finish).Errors;
    }

    private MdsSettings Settings(string queries) => new() { ConnectionString = ConnectionString, Queries = FileOf(queries) };

    private string FileOf(string text)
    {
        var file = Path.Combine(_folder, "queries.yaml");
        File.WriteAllText(file, text);
        return file;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
