namespace Vamos.Adapters.Mds;

using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Vamos.Adapters.Mds.Sql;

/// <summary>The legacy database, whichever it is. Lookups go over connections that cannot write, where the database knows such.</summary>
internal sealed partial class MdsDatabase : IDisposable
{
    private readonly MdsSettings _settings;
    private readonly DbDataSource _reading;
    private readonly DbDataSource _writing;

    public MdsDatabase(MdsSettings settings, DbProviderFactory provider, MdsQueries queries)
    {
        _settings = settings;
        Queries = queries;
        _reading = provider.CreateDataSource(ForReading(provider, settings.ConnectionString, queries.Dialect));
        _writing = provider.CreateDataSource(settings.ConnectionString);
    }

    [GeneratedRegex("""(["'`«“‘]).*?["'`»”’]""", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Quoted { get; }

    /// <summary>The SQL.</summary>
    public MdsQueries Queries { get; }

    /// <summary>Opens a connection for reading.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reading.OpenConnectionAsync(cancellationToken);
        }
        catch (DbException e)
        {
            throw NotOpened(e);
        }
    }

    /// <summary>Opens a connection that may create indexes, if the user of the connection string may.</summary>
    public ValueTask<DbConnection> OpenForIndexesAsync(CancellationToken cancellationToken) => _writing.OpenConnectionAsync(cancellationToken);

    /// <summary>A statement of lookups.</summary>
    public DbCommand CommandOn(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandTimeout = (int)_settings.CommandTimeout.TotalSeconds;
        return command;
    }

    /// <summary>Reads rows.</summary>
    /// <param name="connection">From <see cref="OpenAsync"/>.</param>
    /// <param name="write">Writes the statement.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<List<T>> ReadAsync<T>(
        DbConnection connection, Func<MdsStatement, string> write, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = CommandOn(connection);
            command.CommandText = write(new MdsStatement(command, Queries.Dialect));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(read(reader));
            return rows;
        }
        catch (Exception e) when (e is DbException or InvalidCastException)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Rows of a table whose column has one of some values.</summary>
    /// <param name="connection">From <see cref="OpenAsync"/>.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">A column of the query beneath which is an index.</param>
    /// <param name="values">Texts or whole numbers.</param>
    /// <param name="also">A further condition, or null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<List<TRow>> FindAsync<TRow, TValue>(
        DbConnection connection, MdsTable<TRow> table, string column, IReadOnlyList<TValue> values, string? also, CancellationToken cancellationToken)
        where TRow : MdsRow
        where TValue : notnull
    {
        var rows = new List<TRow>();
        var rest = $"{(also is null ? "" : $" AND {also}")} ORDER BY {table.Key}";
        foreach (var some in values.Chunk(Queries.Dialect.Values))
        {
            rows.AddRange(await ReadAsync(
                connection,
                statement => $"{Queries.From(table.Name)} WHERE {column} IN ({statement.Values(some)}){rest}",
                table.Read,
                cancellationToken));
        }

        return rows;
    }

    /// <summary>The next rows of a table in the order of their keys.</summary>
    public Task<List<MdsRow>> PageAsync(DbConnection connection, MdsTable table, long after, int most, CancellationToken cancellationToken) => ReadAsync(
        connection,
        statement => $"{Queries.From(table.Name)} WHERE {table.Key} > {statement.Value(after)} ORDER BY {table.Key} {Queries.Dialect.First(most)}",
        table.ReadRow,
        cancellationToken);

    public void Dispose()
    {
        _writing.Dispose();
        // The provider of SQLite keeps its pools beside its sources.
        using (var connection = _reading.CreateConnection())
        {
            if (connection is SqliteConnection pooled)
                SqliteConnection.ClearPool(pooled);
        }

        _reading.Dispose();
    }

    /// <summary>What a failure without any row means to the host: the cause goes to the operator's log, not to callers.</summary>
    public static LegacySystemException NotOpened(Exception e) => new($"the database cannot be read: {e.Message}", e);

    /// <summary>The same while rows are read. What a database quotes may be somebody's data.</summary>
    public static LegacySystemException Unreadable(Exception e) => new($"the database cannot be read: {Quoted.Replace(e.Message, "'…'")}", e);

    private static string ForReading(DbProviderFactory provider, string connectionString, MdsDialect dialect)
    {
        var builder = provider.CreateConnectionStringBuilder() ?? new DbConnectionStringBuilder();
        builder.ConnectionString = connectionString;
        foreach (var (key, value) in dialect.Connection)
        {
            var own = builder.TryGetValue(key, out var said) ? $"{said}" : "";
            builder[key] = value.Replace("{own}", own, StringComparison.Ordinal).Trim();
        }

        return builder.ConnectionString;
    }
}
