namespace Vamos.Adapters.Mds;

using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

/// <summary>The legacy database. Lookups go over connections that cannot write.</summary>
internal sealed class MdsDatabase : IAsyncDisposable
{
    private readonly MdsSettings _settings;
    private readonly NpgsqlDataSource? _postgres;
    private readonly string _sqliteForReading = "";

    public MdsDatabase(MdsSettings settings)
    {
        _settings = settings;
        if (settings.Engine == MdsEngine.PostgreSql)
        {
            var connection = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { ApplicationName = "vamos-adapter" };
            connection.Options = $"{connection.Options} -c default_transaction_read_only=on".TrimStart();
            // Statements differ in the number of values only, and those come in powers of two.
            connection.MaxAutoPrepare = connection.MaxAutoPrepare == 0 ? 100 : connection.MaxAutoPrepare;
            _postgres = NpgsqlDataSource.Create(connection);
        }
        else
        {
            _sqliteForReading = SqliteIn(SqliteOpenMode.ReadOnly);
        }
    }

    /// <summary>Opens a connection for reading.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_postgres is not null)
                return await _postgres.OpenConnectionAsync(cancellationToken);
            return await OpenAsync(new SqliteConnection(_sqliteForReading), cancellationToken);
        }
        catch (DbException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Opens a connection that may create indexes, if the user of the connection string may.</summary>
    public Task<DbConnection> OpenForIndexesAsync(CancellationToken cancellationToken) => _postgres is not null
        ? OpenAsync(new NpgsqlConnection(_settings.ConnectionString), cancellationToken)
        : OpenAsync(new SqliteConnection(SqliteIn(SqliteOpenMode.ReadWrite)), cancellationToken);

    /// <summary>Rows of a table whose column has one of some values.</summary>
    /// <param name="connection">From <see cref="OpenAsync(CancellationToken)"/>.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">A column or expression that is indexed.</param>
    /// <param name="values">Texts or whole numbers.</param>
    /// <param name="also">A further condition, or null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<List<TRow>> FindAsync<TRow, TValue>(
        DbConnection connection, MdsTable<TRow> table, string column, IReadOnlyCollection<TValue> values, string? also, CancellationToken cancellationToken)
        where TRow : MdsRow
        where TValue : notnull
    {
        var rows = new List<TRow>();
        if (values.Count == 0)
            return rows;
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandTimeout = (int)_settings.CommandTimeout.TotalSeconds;
            var condition = $"({column}) IN ({AddValues(command, values)})";
            command.CommandText = $"{table.Select} WHERE {condition}{(also is null ? "" : $" AND {also}")} ORDER BY {table.KeyColumn}";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(table.Read(reader));
            return rows;
        }
        catch (DbException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>The next rows of a table in the order of their keys.</summary>
    public static async Task<List<TRow>> PageAsync<TRow>(
        DbConnection connection, MdsTable<TRow> table, long after, int most, CancellationToken cancellationToken)
        where TRow : MdsRow
    {
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"{table.Select} WHERE {table.KeyColumn} > @after ORDER BY {table.KeyColumn} LIMIT {most}";
            Add(command, "@after", after);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<TRow>();
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(table.Read(reader));
            return rows;
        }
        catch (DbException e)
        {
            throw Unreadable(e);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            return _postgres.DisposeAsync();
        using var connection = new SqliteConnection(_sqliteForReading);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    /// <summary>What a database's failure means to the host: the cause goes to the operator's log, not to callers.</summary>
    public static LegacySystemException Unreadable(Exception e) => new($"the database cannot be read: {e.Message}", e);

    private string SqliteIn(SqliteOpenMode mode) => new SqliteConnectionStringBuilder(_settings.ConnectionString) { Mode = mode }.ToString();

    private static async Task<DbConnection> OpenAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Rounded up to a power of two, so that few different statements are ever parsed; the last value fills up.
    private static string AddValues<TValue>(DbCommand command, IReadOnlyCollection<TValue> values)
        where TValue : notnull
    {
        var count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Count);
        var names = new StringBuilder();
        var position = 0;
        foreach (var value in values.Concat(Enumerable.Repeat(values.Last(), count - values.Count)))
        {
            var name = $"@v{position}";
            names.Append(position++ == 0 ? "" : ", ").Append(name);
            Add(command, name, value);
        }

        return names.ToString();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = value is string ? DbType.String : DbType.Int64;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
