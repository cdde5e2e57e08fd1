namespace Vamos.Adapters.Drops;

using System.Data;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

/// <summary>
/// What the accepted files said, in a SQLite file. The rows of each file are a table of their own, a generation; a pointer says which generations
/// are in use. It moves in one transaction, so that a reader sees all of the old file or all of the new one. One process owns the file.
/// </summary>
internal sealed class DropStore : IDisposable
{
    // Of this store's own tables, and of what the layouts keep in them.
    private const string Format = "1";

    private readonly string _readers;
    private readonly SqliteConnection _writer;

    private DropStore(string path)
    {
        _readers = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 5 }.ToString();
        _writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30, Pooling = false }.ToString());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _writer.Open();
            // What was staged is made durable by the sync of the swap, which comes later in the same log.
            Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000");
            Run("""
                CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS accepted (
                  generation INTEGER PRIMARY KEY, layout TEXT NOT NULL, part TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
                  as_of INTEGER NOT NULL, accepted_at INTEGER NOT NULL, rows INTEGER NOT NULL, is_current INTEGER NOT NULL);
                CREATE UNIQUE INDEX IF NOT EXISTS one_current ON accepted (layout, part) WHERE is_current = 1;
                CREATE TABLE IF NOT EXISTS change (
                  sequence INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, layout TEXT NOT NULL, changed_at INTEGER NOT NULL);
                """);
            Begin();
            Run("INSERT OR IGNORE INTO about VALUES ('format', $format), ('store', $store), ('generations', '0')",
                ("$format", Format), ("$store", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))));
            Commit();
            if (About("format") != Format)
                throw new LegacySystemException("the store of nightly files was made by another version; remove it and drop the latest accepted files again");
            Id = About("store");
            DropUnused();
        }
        catch (Exception e)
        {
            _writer.Dispose();
            if (e is SqliteException or IOException or UnauthorizedAccessException)
                throw new LegacySystemException($"the store of nightly files cannot be opened: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Which store this is. A rebuilt one is another, and knows nothing of the changes of the former.</summary>
    public string Id { get; }

    /// <summary>Opens the store, and makes it when it is missing. What was staged and never accepted is gone.</summary>
    /// <exception cref="LegacySystemException">It cannot be used.</exception>
    public static DropStore Open(string path) => new(Path.GetFullPath(path));

    /// <summary>The files in use.</summary>
    public IReadOnlyList<AcceptedDrop> Current()
    {
        using var reading = Read();
        return reading.Drops;
    }

    /// <summary>One state of all rows; it stays as it is until it is disposed, whatever is accepted meanwhile.</summary>
    public DropReading Read()
    {
        try
        {
            return new DropReading(Connect());
        }
        catch (SqliteException e)
        {
            throw new LegacySystemException($"the store of nightly files cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Begins to take in a file. One at a time.</summary>
    public DropStaging Stage(DropLayout layout, string part)
    {
        var generation = long.Parse(About("generations"), CultureInfo.InvariantCulture) + 1;
        Run("UPDATE about SET value = $value WHERE name = 'generations'", ("$value", generation.ToString(CultureInfo.InvariantCulture)));
        return new DropStaging(this, layout, part, generation);
    }

    /// <summary>The tables of generations that are not in use.</summary>
    public void DropUnused()
    {
        var tables = new List<string>();
        using (var command = Command("""
            SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'rows_*'
            EXCEPT SELECT 'rows_' || generation FROM accepted WHERE is_current = 1
            """))
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
                tables.Add(reader.GetString(0));
        }

        foreach (var table in tables)
            Run($"DROP TABLE {table}");
    }

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_readers);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin() => Run("BEGIN IMMEDIATE");

    public void Commit() => Run("COMMIT");

    /// <summary>Undoes the transaction, if there is one.</summary>
    public void Rollback()
    {
        if (_writer.State == ConnectionState.Open && SQLitePCL.raw.sqlite3_get_autocommit(_writer.Handle) == 0)
            Run("ROLLBACK");
    }

    // Statements are made of generations' numbers, never of input.
#pragma warning disable CA2100
    public SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _writer.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
#pragma warning restore CA2100

    public long Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _writer.Dispose();
        using var connection = new SqliteConnection(_readers);
        SqliteConnection.ClearPool(connection);
    }

    private string About(string name)
    {
        using var command = Command("SELECT value FROM about WHERE name = $name", ("$name", name));
        return (string)command.ExecuteScalar()!;
    }
}
