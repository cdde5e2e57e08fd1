namespace Vamos.Adapters.Tests.Mds;

using System.Diagnostics;
using System.Globalization;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;
using TestPeople = Vamos.Sandbox.Population.TestPeople;

public sealed class MdsChangesOnSqliteTests(SqliteLab lab) : MdsChangesTests(lab), IClassFixture<SqliteLab>;

public sealed class MdsChangesOnPostgresTests(PostgresLab lab) : MdsChangesTests(lab), IClassFixture<PostgresLab>;

/// <summary>What a watcher learns of changes, and when. Each engine has a database of its own for it.</summary>
public abstract class MdsChangesTests(MdsLab lab) : IAsyncLifetime
{
    private readonly MdsClerk _clerk = new(lab.Connect, lab.Population, TimeProvider.System);
    private OpenMdsAdapter _feed = null!;

    public async Task InitializeAsync() => _feed = await OpenMdsAdapter.StartAsync(lab.Settings);

    public async Task DisposeAsync() => await _feed.DisposeAsync();

    [Fact]
    public async Task Death_is_told_within_a_second_and_once()
    {
        var position = await _feed.NowAsync();
        var times = new List<TimeSpan>();
        List<RecordChange> changes;
        for (var i = 0; i < 3; i++)
        {
            var clock = Stopwatch.StartNew();
            Assert.True(await _clerk.RegisterDeathAsync(new Cedula(TestPeople.RuralWomanWithoutIncome), MdsLab.Today.AddDays(-i), CancellationToken.None));

            (changes, position) = await _feed.WaitForAsync(position, $"{TestPeople.RuralWomanWithoutIncome}");

            times.Add(clock.Elapsed);
            var change = Assert.Single(changes);
            Assert.Equal([FactKind.Person, FactKind.Disability], change.Kinds);
            Assert.InRange(DateTimeOffset.UtcNow - change.Time, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(30));
        }

        // Other tests share the machine, so one of three must do.
        Assert.True(times.Min() < TimeSpan.FromSeconds(1), $"{times.Min()}");
        for (var i = 0; i < 5; i++)
        {
            (changes, position) = await _feed.ReadAllAsync(position);
            Assert.Empty(changes);
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task Enrolment_of_a_household_is_told_of_everybody_in_it()
    {
        var position = await _feed.NowAsync();
        Assert.True(await _clerk.ChangeEnrolmentAsync(
            new Cedula(TestPeople.MotherInVilleta), Programme.Tekopora, EnrolmentState.Suspended, CancellationToken.None));

        var (changes, _) = await _feed.WaitForAsync(position, $"{TestPeople.MotherInVilleta}");

        Assert.Equal(
            [TestPeople.MotherInVilleta, TestPeople.ChildWithIncompleteVaccination, TestPeople.SchoolchildInVilleta],
            changes.Select(change => int.Parse(change.Person.Number)).Order());
        Assert.All(changes, change => Assert.Equal([FactKind.Enrollment], change.Kinds));
        var records = await lab.AskAsync(TestPeople.MotherInVilleta);
        Assert.Equal(EnrollmentStatus.Suspended, Assert.Single(records.Enrollments).Status);
    }

    [Fact]
    public async Task Form_that_replaces_another_is_told_of_everybody_in_the_household()
    {
        var position = await _feed.NowAsync();
        Assert.True(await _clerk.ReplaceFormAsync(new Cedula(TestPeople.HeadAtLastInstalment), CancellationToken.None));

        var (changes, _) = await _feed.WaitForAsync(position, $"{TestPeople.HeadAtLastInstalment}");

        Assert.Equal(
            [TestPeople.HeadAtLastInstalment, TestPeople.FirstChildAtLastInstalment, TestPeople.SecondChildAtLastInstalment],
            changes.Select(change => int.Parse(change.Person.Number)).Distinct().Order());
        Assert.All(changes, change => Assert.Contains(FactKind.Household, change.Kinds));
        var household = Assert.Single((await lab.AskAsync(TestPeople.HeadAtLastInstalment)).Households);
        Assert.Equal(DateTime.UtcNow.AddHours(-3).Year, household.InterviewDate.Year);
    }

    [Fact]
    public async Task Report_changed_twice_on_a_day_is_told_twice()
    {
        var number = $"{TestPeople.PensionerWithRetirement}";
        var today = DateTime.UtcNow.AddHours(-3).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var position = await _feed.NowAsync();
        foreach (var inactive in new[] { 1, 0, 1 })
        {
            await ExecuteAsync(
                $"UPDATE objecion_ele_pen SET es_objecion_ele_pen_inactiva = {inactive}, fecha_ultima_actualizacion = '{today}' "
                + $"WHERE id_persona = {TestPeople.PensionerWithRetirement}");

            (var changes, position) = await _feed.WaitForAsync(position, number);
            Assert.Equal([FactKind.Coverage, FactKind.Retirement], Assert.Single(changes).Kinds.Order());
        }
    }

    [Fact]
    public async Task Bulk_of_5000_rows_with_one_mark_comes_whole_in_pages()
    {
        var position = await _feed.NowAsync();
        // A mark that no other test of this database writes: what is written a second time has not changed.
        var expected = await BulkAsync(5_000, DateTime.UtcNow.AddHours(-3).AddMinutes(-1));

        var (changes, end) = await _feed.WaitForAsync(position, expected.First());

        Assert.Superset(expected, changes.Select(change => change.Person.ToText()).ToHashSet());
        Assert.Equal(changes.Count, changes.Select(change => change.Person.ToText()).Distinct().Count());
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            Assert.Empty((await _feed.ReadAllAsync(end)).Changes);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(4), $"20 polls took {clock.Elapsed}");
    }

    [Fact]
    public async Task Every_position_leads_to_the_rest_after_a_restart_too()
    {
        var position = await _feed.NowAsync();
        var expected = await BulkAsync(1_500, DateTime.UtcNow.AddHours(-3).AddSeconds(1));
        var (changes, _) = await _feed.WaitForAsync(position, expected.First());
        await using var restarted = await OpenMdsAdapter.StartAsync(lab.Settings);
        // A replay of the restarted one, whose positions lie within the database's own marks.
        var (replayed, _) = await restarted.ReadAllAsync(position);
        Assert.Superset(expected, Names(changes));
        Assert.Superset(expected, Names(replayed));

        foreach (var (all, feeds) in new[] { (changes, new[] { _feed, restarted }), (replayed, [restarted, _feed]) })
        {
            for (var i = 0; i < all.Count; i += Math.Max(1, all.Count / 6))
            {
                foreach (var feed in feeds)
                    Assert.Superset(Names(all.Skip(i + 1)), Names((await feed.ReadAllAsync(all[i].Position)).Changes));
            }
        }
    }

    [Fact]
    public async Task What_changed_while_nobody_watched_is_told_afterwards()
    {
        var position = await _feed.NowAsync();
        await _clerk.RegisterDeathAsync(new Cedula(TestPeople.ManWithSevereDisability), MdsLab.Today, CancellationToken.None);
        await using var restarted = await OpenMdsAdapter.StartAsync(lab.Settings);

        var (changes, end) = await restarted.ReadAllAsync(position);

        Assert.Contains(changes, change => change.Person.Number == $"{TestPeople.ManWithSevereDisability}");
        Assert.Empty((await restarted.ReadAllAsync(end)).Changes);
    }

    [Fact]
    public async Task Changes_committed_after_later_ones_are_not_missed()
    {
        if (lab.IsSqlite)
            return; // it has one writer at a time
        var position = await _feed.NowAsync();
        await using var connection = lab.Connect();
        await connection.OpenAsync();
        await using var slow = await connection.BeginTransactionAsync();
        await ExecuteAsync(Touch(TestPeople.IndigenousManOf56), connection);
        await Task.Delay(1_100);
        await ExecuteAsync(Touch(TestPeople.PregnantIndigenousWoman));
        (var changes, position) = await _feed.WaitForAsync(position, $"{TestPeople.PregnantIndigenousWoman}");
        Assert.DoesNotContain(changes, change => change.Person.Number == $"{TestPeople.IndigenousManOf56}");

        await slow.CommitAsync();

        (changes, _) = await _feed.WaitForAsync(position, $"{TestPeople.IndigenousManOf56}");
        Assert.Single(changes);
    }

    [Fact]
    public async Task Marks_that_mean_nothing_hold_up_nothing()
    {
        var position = await _feed.NowAsync();
        await ExecuteAsync($"UPDATE persona SET fecha_ultima_modificacion = '2999-12-31 00:00:00' WHERE id_persona = {TestPeople.WomanWithoutForm}");
        await ExecuteAsync("UPDATE ficha_hogar SET fecha_ultima_modificacion = 'S/N' WHERE id_ficha_hogar = " + TestPeople.RuralWomanWithoutIncome);
        await ExecuteAsync(Touch(TestPeople.ManWithSalary));

        var (changes, _) = await _feed.WaitForAsync(position, $"{TestPeople.ManWithSalary}");

        Assert.Single(changes, change => change.Person.Number == $"{TestPeople.ManWithSalary}");
        await ExecuteAsync(Touch(TestPeople.WomanWithoutForm));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("db1-00000000-0")]
    [InlineData("db1-0000000g-0-0")]
    [InlineData("db1-00000000-r1-999999999999")]
    [InlineData("db1-00000000--1-0")]
    public async Task Position_of_no_feed_is_refused(string position)
    {
        var refused = await Assert.ThrowsAsync<ChangePositionException>(() => _feed.Adapter.ReadChangesAsync(position, CancellationToken.None));
        Assert.False(refused.IsTooOld);
    }

    [Fact]
    public async Task Position_names_nobody()
    {
        var position = await _feed.NowAsync();
        await _clerk.RegisterDeathAsync(new Cedula(TestPeople.DeadManOnARoll), MdsLab.Today, CancellationToken.None);
        var (changes, _) = await _feed.WaitForAsync(position, $"{TestPeople.DeadManOnARoll}");
        await using var restarted = await OpenMdsAdapter.StartAsync(lab.Settings);
        changes.AddRange((await restarted.ReadAllAsync(position)).Changes);

        Assert.All(changes, change => Assert.Matches("^db1-[0-9a-f]{8}-r?[0-9]{1,6}-[0-9]{10}$", change.Position));
    }

    [Theory]
    [InlineData("persona", "id_persona")]
    [InlineData("objecion_ele_pen", "id_objecion_ele_pen")]
    [InlineData("ficha_hogar", "id_ficha_hogar")]
    [InlineData("ficha_persona", "id_ficha_persona")]
    [InlineData("padron_tekopora", "id_padron_tekopora")]
    public async Task Poll_reads_an_index_and_not_the_table(string table, string key)
    {
        var queries = Vamos.Adapters.Mds.Sql.MdsQueries.Read(lab.Provider, null, Assert.Fail);
        await using var connection = lab.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        await command.ExecuteScalarAsync();
        command.CommandText = $"{(lab.IsSqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN")} {queries.From(table)} "
            + $"WHERE marca_cambio >= '2199-01-01 00:00:00' AND marca_cambio <= '2199-01-02 00:00:00' ORDER BY marca_cambio, {key} LIMIT 1000";
        var plan = "";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            plan += reader.GetString(lab.IsSqlite ? 3 : 0) + "\n";

        Assert.Contains("ix_", plan, StringComparison.Ordinal);
    }

    private static HashSet<string> Names(IEnumerable<RecordChange> changes) => [.. changes.Select(change => change.Person.ToText())];

    private static string Touch(int id) =>
        "UPDATE persona SET numero_tipo_area = 7 - numero_tipo_area, "
        + $"fecha_ultima_modificacion = '{DateTime.UtcNow.AddHours(-3):yyyy-MM-dd HH:mm:ss}' WHERE id_persona = {id}";

    private async Task<HashSet<string>> BulkAsync(int rows, DateTime mark)
    {
        var people = lab.Population.People.Where(person => person.Cedula is not null && person.Id < 90_000_000).Take(rows).ToList();
        await ExecuteAsync(
            $"UPDATE persona SET fecha_ultima_modificacion = '{mark:yyyy-MM-dd HH:mm:ss}' "
            + $"WHERE id_persona IN ({string.Join(", ", people.Select(person => person.Id))})");
        return [.. people.Select(person => person.Cedula!.Value)
            .Select(cedula => new Vamos.Common.V1.NationalId { Number = $"{cedula.Number}", Letter = $"{cedula.Letter}" }.ToText())];
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = lab.Connect();
        await connection.OpenAsync();
        await ExecuteAsync(sql, connection);
    }

    private static async Task ExecuteAsync(string sql, System.Data.Common.DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
