namespace Vamos.Hub.Storage;

using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

/// <summary>
/// A SQLite file: write-ahead log, every commit synced to the disk before it returns, readers beside one writer. The process
/// that owns the file holds a lock on <c>file.lock</c>; it ends with the process, however that ends.
/// </summary>
internal sealed class SqliteEngine : IStorageEngine
{
    private const int WaitSeconds = 2;

    // pages in the log before they are moved into the file: fewer, larger moves cost a busy writer less
    private const int CheckpointPages = 4000;

    private readonly string _path;
    private readonly string _connectionString;
    private readonly bool _readOnly;
    private readonly FileStream? _ownership;

    public SqliteEngine(SqliteConnectionStringBuilder settings, bool readOnly)
    {
        _path = Path.GetFullPath(settings.DataSource);
        _readOnly = readOnly;
        settings.DataSource = _path;
        settings.Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate;
        settings.Pooling = true;
        settings.DefaultTimeout = WaitSeconds;
        _connectionString = settings.ToString();
        try
        {
            if (!readOnly)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
                _ownership = Own(_path + ".lock");
            }

            using var connection = Connect();
            Run(connection, readOnly ? "SELECT 1" : "PRAGMA journal_mode=WAL");
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            _ownership?.Dispose();
            throw new StorageException($"The database {_path} cannot be opened: {e.Message}", e);
        }
    }

    public Dialect Dialect => Dialect.Sqlite;

    public bool OneWriter => true;

    public DbConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout=1000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint={CheckpointPages}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public ValueTask<DbConnection> ConnectAsync(CancellationToken cancellation) => ValueTask.FromResult(Connect());

    public DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.Serializable);

    public long? FreeBytes() => new DriveInfo(Path.GetDirectoryName(_path)!).AvailableFreeSpace;

    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connectionString))
            SqliteConnection.ClearPool(connection);
        _ownership?.Dispose();
    }

    private static FileStream Own(string lockFile)
    {
        try
        {
            return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new IOException(
                "another process has it open. One SQLite file serves one process; several hubs share a PostgreSQL database.", e);
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Run(DbConnection connection, string sql) => Run((SqliteConnection)connection, sql);
}
