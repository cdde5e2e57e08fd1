namespace Vamos.Adapters.Tests.Mds;

using System.Diagnostics;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Mds.Sql;
using Vamos.Adapters.Tests.Lab;
using Vamos.Common.V1;
using TestPeople = Vamos.Sandbox.Population.TestPeople;

/// <summary>That lookups find everybody, fast, one at a time and in batches. Runs on each engine.</summary>
public abstract class MdsLookupTests(MdsLab lab)
{
    [Fact]
    public async Task Everybody_with_a_cedula_is_found_whatever_the_spelling()
    {
        var people = lab.Population.Households
            .SelectMany(household => household.Members, (household, person) => (household.District, Person: person))
            .Where(member => member.Person.Cedula is not null)
            .ToDictionary(member => member.Person.Cedula!.Value.ToString());

        var answers = await AskManyAsync(people.Values.Select(member => member.Person.Cedula!.Value).Select(cedula => new NationalId
        {
            Number = $"{cedula.Number}", Letter = $"{cedula.Letter}",
        }));

        Assert.Equal(people.Count, answers.Count);
        foreach (var records in answers.Select(answer => answer.Records))
        {
            var (district, person) = people[records.NationalId.ToText()];
            Assert.True(records.Found, records.NationalId.ToText());
            Assert.Equal(Date.From(person.BirthDate), records.Person.BirthDate);
            Assert.Equal(person.Indigenous is not null, records.Person.Indigenous.Indigenous);
            Assert.Equal(district.Code, records.Person.Residence.DistrictCode);
        }
    }

    [Fact]
    public async Task Batch_answers_every_question_under_its_number()
    {
        var ids = new[] { "99000001", "99000012", "99000004", "0", "99000001" };
        using var call = lab.Hub.BatchGetRecords(deadline: DateTime.UtcNow.AddSeconds(20));
        for (var i = 0; i < ids.Length; i++)
            await call.RequestStream.WriteAsync(new BatchGetRecordsRequest { CorrelationId = 100 + i, NationalId = new NationalId { Number = ids[i] } });
        await call.RequestStream.CompleteAsync();
        var answers = new Dictionary<long, BatchGetRecordsResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
            answers.Add(answer.CorrelationId, answer);

        Assert.Equal([100, 101, 102, 103, 104], answers.Keys.Order());
        Assert.True(answers[100].Records.Found);
        Assert.False(answers[101].Records.Found);
        Assert.Single(answers[102].Records.Enrollments);
        Assert.Equal((int)StatusCode.InvalidArgument, answers[103].Error.Code);
        Assert.Equal(answers[100].Records.Person.Name, answers[104].Records.Person.Name);
    }

    [Fact]
    public async Task Batch_asked_one_by_one_answers_each_before_the_next_is_sent()
    {
        using var call = lab.Hub.BatchGetRecords(deadline: DateTime.UtcNow.AddSeconds(20));
        for (var i = 1; i <= 3; i++)
        {
            await call.RequestStream.WriteAsync(new BatchGetRecordsRequest { CorrelationId = i, NationalId = new NationalId { Number = $"{99_000_000 + i}" } });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(i, call.ResponseStream.Current.CorrelationId);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Single_lookup_takes_a_few_milliseconds()
    {
        await lab.AskAsync(TestPeople.MotherInVilleta);
        var times = new List<double>();
        for (var i = 0; i < 100; i++)
        {
            var clock = Stopwatch.StartNew();
            await lab.AskAsync(TestPeople.MotherInVilleta);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        // Generous, because other tests share the machine; a table scan would take far longer than this.
        times.Sort();
        Assert.True(times[50] < 50, $"median {times[50]:0.0} ms");
    }

    [Fact]
    public void Opening_creates_the_indexes() => Assert.Equal(
        [],
        lab.Adapter.Logs.Entries.Where(entry => entry.Id.Id is 3201 or 3202).Select(entry => entry.Message));

    [Theory]
    [InlineData("persona")]
    [InlineData("ficha_persona")]
    [InlineData("padron_tekopora")]
    [InlineData("nomina_pension_am")]
    public async Task Lookup_reads_the_index_and_not_the_table(string table)
    {
        await using var connection = lab.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // Only a statement that really reads makes SQLite see indexes that were made after the connection was.
        command.CommandText = $"SELECT count(*) FROM {table}";
        await command.ExecuteScalarAsync();
        var queries = MdsQueries.Read(lab.Provider, null, Assert.Fail);
        var explain = lab.IsSqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN";
        command.CommandText = $"{explain} {queries.From(table)} WHERE {CedulaKey.Column} IN ('99000001', 'A99000010')";
        await using var reader = await command.ExecuteReaderAsync();
        var plan = "";
        while (await reader.ReadAsync())
            plan += reader.GetString(lab.IsSqlite ? 3 : 0) + "\n";

        Assert.Contains(CedulaIndexOf(table), plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Institution_that_lets_nobody_create_indexes_is_answered_all_the_same()
    {
        await using (var connection = lab.Connect())
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"DROP INDEX IF EXISTS {CedulaIndexOf("padron_tekoha")}";
            await command.ExecuteNonQueryAsync();
        }

        await using var adapter = await RunningAdapter.StartAsync(MdsAdapter.With(lab.Settings with { CreateIndexes = false }));
        var request = new GetRecordsRequest { NationalId = new NationalId { Number = $"{TestPeople.MotherInVilleta}" } };
        var response = await adapter.ClientOf("hub").GetRecordsAsync(request, deadline: DateTime.UtcNow.AddSeconds(20));

        Assert.True(response.Records.Found);
        Assert.Contains(adapter.Logs.Entries, entry => entry.Id.Id == 3201 && entry.Message.Contains("padron_tekoha", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Row_that_a_clerk_adds_is_found_at_once()
    {
        await using var connection = lab.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "INSERT INTO persona (id_persona, numero_cedula, numero_sexo_persona, fecha_nacimiento) VALUES (999999, ' 97.000.001 ', 6, '01/02/1980')";
        await command.ExecuteNonQueryAsync();

        var records = await lab.AskAsync(97_000_001);

        Assert.Equal("1980-02-01", records.Person.BirthDate.ToIso());
    }

    private static string CedulaIndexOf(string table) => MdsQueries.Read("sqlite", null, Assert.Fail).Indexes
        .Single(index => index.Table == table && index.Expression.Contains("letra_cedula", StringComparison.Ordinal)).Name;

    private async Task<List<BatchGetRecordsResponse>> AskManyAsync(IEnumerable<NationalId> people)
    {
        using var call = lab.Hub.BatchGetRecords(deadline: DateTime.UtcNow.AddSeconds(60));
        var writing = Task.Run(async () =>
        {
            var number = 0;
            foreach (var person in people)
            {
                await call.RequestStream.WriteAsync(new BatchGetRecordsRequest
                {
                    CorrelationId = ++number, NationalId = person, Kinds = { Vamos.Beneficiary.V1.FactKind.Person },
                });
            }

            await call.RequestStream.CompleteAsync();
        });
        var answers = new List<BatchGetRecordsResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
            answers.Add(answer);
        await writing;
        return answers;
    }
}
