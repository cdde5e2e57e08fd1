namespace Vamos.Hub.Tests.Storage;

using Dapper;
using Vamos.Hub.Storage;

public abstract class DatabaseTests(IStorageLab lab)
{
    private static readonly Migration[] Steps =
    [
        new(1, "table", d => $"CREATE TABLE thing (id {d.IntegerKey} PRIMARY KEY, bytes {d.Bytes} NOT NULL)"),
        new(2, "column", _ => "ALTER TABLE thing ADD COLUMN note TEXT"),
    ];

    [Fact]
    public async Task Migrations_apply_once_and_in_order()
    {
        using var database = Database.Open(lab.NewDatabase());
        await Migrations.ApplyAsync(database, "things", Steps[..1], CancellationToken.None);
        await Migrations.ApplyAsync(database, "things", Steps, CancellationToken.None);
        await Migrations.ApplyAsync(database, "things", Steps, CancellationToken.None);

        await database.WriteAsync(
            t => t.Connection!.ExecuteAsync("INSERT INTO thing VALUES (1, @bytes, 'n')", new { bytes = new byte[] { 7 } }, t),
            CancellationToken.None);
        await using var connection = await database.ConnectAsync(CancellationToken.None);
        Assert.Equal([7], await connection.ExecuteScalarAsync<byte[]>("SELECT bytes FROM thing"));
        Assert.Equal(["table", "column"], await connection.QueryAsync<string>("SELECT name FROM schema_version WHERE room = 'things' ORDER BY version"));
    }

    [Fact]
    public async Task Migrations_of_a_later_hub_are_refused()
    {
        using var database = Database.Open(lab.NewDatabase());
        await Migrations.ApplyAsync(database, "things", Steps, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => Migrations.ApplyAsync(database, "things", Steps[..1], CancellationToken.None));
        Assert.Contains("of version 2; this hub knows 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migration_that_fails_leaves_nothing()
    {
        using var database = Database.Open(lab.NewDatabase());
        Migration[] broken = [Steps[0], new(2, "broken", _ => "CREATE TABLE other (id INTEGER); SELECT * FROM nowhere")];

        await Assert.ThrowsAnyAsync<Exception>(() => Migrations.ApplyAsync(database, "things", broken, CancellationToken.None));

        await using var connection = await database.ConnectAsync(CancellationToken.None);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT MAX(version) FROM schema_version"));
        await Assert.ThrowsAnyAsync<Exception>(() => connection.ExecuteAsync("SELECT * FROM other"));
    }

    [Fact]
    public async Task Work_that_throws_is_undone_and_lets_the_next_writer_in()
    {
        using var database = Database.Open(lab.NewDatabase());
        await Migrations.ApplyAsync(database, "things", Steps, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync<int>(
            async t =>
            {
                await t.Connection!.ExecuteAsync("INSERT INTO thing (id, bytes) VALUES (1, @bytes)", new { bytes = new byte[1] }, t);
                throw new InvalidOperationException();
            },
            CancellationToken.None));
        await Task.WhenAll(Enumerable.Range(1, 50).Select(id => Task.Run(() => database.WriteAsync(
            t => t.Connection!.ExecuteAsync("INSERT INTO thing (id, bytes) VALUES (@id, @bytes)", new { id, bytes = new byte[1] }, t),
            CancellationToken.None))));

        await using var connection = await database.ConnectAsync(CancellationToken.None);
        Assert.Equal(50, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM thing"));
    }
}

public sealed class SqliteDatabaseTests(SqliteLab lab) : DatabaseTests(lab), IClassFixture<SqliteLab>
{
    [Fact]
    public void File_that_a_process_has_open_is_refused_to_a_second_and_free_after_it()
    {
        var path = lab.NewDatabase();
        using (Database.Open(path))
        {
            var refusal = Assert.Throws<StorageException>(() => Database.Open(path));
            Assert.Contains("another process has it open", refusal.Message, StringComparison.Ordinal);
            using var reader = Database.Open(path, readOnly: true);
        }

        using var again = Database.Open($"Data Source={path}");
        Assert.True(again.FreeBytes() > 0);
    }

    [Theory]
    [InlineData("Data Source=/proc/nowhere/x.db")]
    [InlineData("Host=127.0.0.1;Port=1;Timeout=2")]
    [InlineData("Data Source=x;Color=red")]
    public void Database_that_cannot_be_opened_says_so(string connectionString) => Assert.Throws<StorageException>(() => Database.Open(connectionString));
}

public sealed class PostgresDatabaseTests(PostgresLab lab) : DatabaseTests(lab), IClassFixture<PostgresLab>;
