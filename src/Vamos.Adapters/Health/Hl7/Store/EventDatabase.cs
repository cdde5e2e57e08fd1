namespace Vamos.Adapters.Health.Hl7.Store;

using System.Globalization;
using Microsoft.Data.Sqlite;

/// <summary>The store's file. It holds what patients said to their doctors, so nobody but the adapter's user may open it.</summary>
internal static class EventDatabase
{
    /// <summary>Opens the file, or makes it, for the one who writes.</summary>
    /// <exception cref="LegacySystemException">It cannot be used.</exception>
    public static SqliteConnection OpenForWriting(string path)
    {
        try
        {
            CreatePrivate(path);
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
            try
            {
                connection.Open();
                // A message is acknowledged when it is on the disk, not when it is on its way there.
                Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY");
                Prepare(connection);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new LegacySystemException($"the store of HL7 events cannot be opened ({e.GetType().Name})", e);
        }
    }

    /// <summary>Opens the file for one who reads.</summary>
    /// <exception cref="LegacySystemException">It cannot be read.</exception>
    public static async Task<SqliteConnection> OpenForReadingAsync(string path, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 5 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (SqliteException e)
        {
            await connection.DisposeAsync();
            throw Unreadable(e);
        }
    }

    public static LegacySystemException Unreadable(SqliteException e) =>
        new(string.Create(CultureInfo.InvariantCulture, $"the store of HL7 events cannot be read (SQLite error {e.SqliteErrorCode})"), e);

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // The files that SQLite puts beside it get the same mode.
    private static void CreatePrivate(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
    }

    private static void Prepare(SqliteConnection connection)
    {
        using var version = new Statement(connection, "PRAGMA user_version", 0);
        var found = (long)version.Scalar()!;
        if (found > EventSchema.Version)
            throw new LegacySystemException("the store of HL7 events was written by a later version of the adapter");
        if (found == EventSchema.Version)
            return;
        using var transaction = new Transaction(connection);
        transaction.Run(() =>
        {
            Run(connection, EventSchema.Tables);
            using var insert = new Statement(connection, "INSERT OR IGNORE INTO meta VALUES ($1, $2)", 2);
            insert.Execute("store", Guid.NewGuid().ToString("N"));
            insert.Execute("forgotten", "0");
            Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {EventSchema.Version}"));
        });
    }
}
