namespace Vamos.Hub.Storage;

using System.Data.Common;
using Dapper;

/// <summary>Brings the tables of a room to the version that this hub knows. Several hubs may do it at the same time.</summary>
public static class Migrations
{
    /// <summary>Applies the steps that are missing, each in a transaction of its own.</summary>
    /// <param name="database">The database.</param>
    /// <param name="room">The room whose tables they are. Example: <c>audit</c>.</param>
    /// <param name="steps">All steps of the room, in order.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <exception cref="StorageException">The tables are of a later version than this hub.</exception>
    public static async Task ApplyAsync(Database database, string room, IReadOnlyList<Migration> steps, CancellationToken cancellation)
    {
        await database.WriteAsync(transaction => CreateVersions(transaction, database.Dialect), cancellation);
        while (await database.WriteAsync(transaction => ApplyNext(transaction, database.Dialect, room, steps), cancellation))
        {
            // until none is missing
        }
    }

    private static async Task<bool> CreateVersions(DbTransaction transaction, Dialect dialect)
    {
        await Alone(transaction, dialect);
        await transaction.Connection!.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_version (room TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (room, version))",
            transaction: transaction);
        return true;
    }

    private static async Task<bool> ApplyNext(DbTransaction transaction, Dialect dialect, string room, IReadOnlyList<Migration> steps)
    {
        await Alone(transaction, dialect);
        var connection = transaction.Connection!;
        var version = await connection.ExecuteScalarAsync<int>(
            "SELECT COALESCE(MAX(version), 0) FROM schema_version WHERE room = @room", new { room }, transaction);
        if (version > steps.Count)
        {
            throw new StorageException(
                $"The tables of '{room}' are of version {version}; this hub knows {steps.Count}. Run a hub of their version or a later one.");
        }

        if (version == steps.Count)
            return false;

        var step = steps[version];
        await connection.ExecuteAsync(step.Sql(dialect), transaction: transaction);
        await connection.ExecuteAsync(
            "INSERT INTO schema_version (room, version, name) VALUES (@room, @Version, @Name)", new { room, step.Version, step.Name }, transaction);
        return true;
    }

    private static Task Alone(DbTransaction transaction, Dialect dialect) => dialect == Dialect.Postgres
        ? transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock(7593202501)", transaction: transaction)
        : Task.CompletedTask;
}
