namespace Vamos.Hub.Storage;

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

/// <summary>
/// A database: a SQLite file or a PostgreSQL database, told apart by the connection string alone. It gives connections and
/// transactions; the SQL belongs to the rooms.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly IStorageEngine _engine;
    private readonly SemaphoreSlim _writer = new(1, 1);

    private Database(IStorageEngine engine) => _engine = engine;

    /// <summary>How this database spells what differs.</summary>
    public Dialect Dialect => _engine.Dialect;

    /// <summary>Bytes that can still be stored; null when that cannot be known from here, as for a server.</summary>
    public long? FreeBytes() => _engine.FreeBytes();

    /// <summary>Opens a database; a SQLite file is created when it is missing, and belongs to this process until it is closed.</summary>
    /// <param name="connectionString">
    /// <c>Host=…;Database=…</c> for PostgreSQL, <c>Data Source=…</c> or just a path for SQLite.
    /// </param>
    /// <param name="readOnly">Reads only, beside the process that owns a SQLite file.</param>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public static Database Open(string connectionString, bool readOnly = false) => new(EngineOf(connectionString.Trim(), readOnly));

    /// <summary>A connection for reading. Dispose of it soon: it goes back to a pool.</summary>
    public DbConnection Connect() => _engine.Connect();

    /// <summary>A connection for reading. Dispose of it soon: it goes back to a pool.</summary>
    public ValueTask<DbConnection> ConnectAsync(CancellationToken cancellation) => _engine.ConnectAsync(cancellation);

    /// <summary>Does some work in one transaction and commits it; what the work throws undoes all of it.</summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        if (_engine.OneWriter)
            await _writer.WaitAsync(cancellation);
        try
        {
            await using var connection = await _engine.ConnectAsync(cancellation);
            await using var transaction = _engine.Begin(connection);
            var result = await work(transaction);
            await transaction.CommitAsync(cancellation);
            return result;
        }
        finally
        {
            if (_engine.OneWriter)
                _writer.Release();
        }
    }

    /// <summary>The same from a thread of its own, on a connection that the caller keeps.</summary>
    internal void Write(DbConnection connection, Action<DbTransaction> work)
    {
        if (_engine.OneWriter)
            _writer.Wait();
        try
        {
            using var transaction = _engine.Begin(connection);
            work(transaction);
            transaction.Commit();
        }
        finally
        {
            if (_engine.OneWriter)
                _writer.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _engine.Dispose();
        _writer.Dispose();
    }

    private static IStorageEngine EngineOf(string connectionString, bool readOnly)
    {
        try
        {
            if (!connectionString.Contains('='))
                return new SqliteEngine(new SqliteConnectionStringBuilder { DataSource = connectionString }, readOnly);
            var keys = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return keys.ContainsKey("Host") || keys.ContainsKey("Server")
                ? new PostgresEngine(new NpgsqlConnectionStringBuilder(connectionString))
                : new SqliteEngine(new SqliteConnectionStringBuilder(connectionString), readOnly);
        }
        catch (ArgumentException e)
        {
            throw new StorageException($"The connection string cannot be used: {e.Message}", e);
        }
    }
}
