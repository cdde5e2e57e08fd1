namespace Vamos.Adapters.Mds;

using System.Data.Common;

/// <summary>
/// The indexes on normalised cédulas. They belong to the adapter, though they live in the legacy database: dropping them loses nothing but speed.
/// </summary>
internal sealed class MdsIndexes(MdsDatabase database, MdsSettings settings, ILogger<MdsAdapter> logger)
{
    // Raised when the expression changes, so that an old index is not taken for the new one.
    private const int Version = 1;

    public static string NameFor(string table) => $"ix_vamos_cedula_v{Version}_{table}";

    /// <summary>Sees to it that every index is there, or says to the operator what it will cost that one is not.</summary>
    public async Task EnsureAsync(IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (var table in tables)
        {
            if (!await ExistsAsync(NameFor(table), cancellationToken))
                missing.Add(table);
        }

        foreach (var table in missing)
            await CreateAsync(table, cancellationToken);
    }

    /// <summary>The statements that make the index of a table, for an engine.</summary>
    public static IEnumerable<string> StatementsFor(string table, MdsEngine engine)
    {
        // The legacy system goes on writing meanwhile. What an interrupted attempt left behind is of no use and in the way.
        var beside = engine == MdsEngine.PostgreSql ? "CONCURRENTLY " : "";
        if (engine == MdsEngine.PostgreSql)
            yield return $"DROP INDEX {beside}IF EXISTS {NameFor(table)}";
        yield return $"CREATE INDEX {beside}IF NOT EXISTS {NameFor(table)} ON {table} (({CedulaKey.Expression}))";
        // Without statistics of the expression the planner believes that half the table matches.
        yield return $"ANALYZE {table}";
    }

    private async Task CreateAsync(string table, CancellationToken cancellationToken)
    {
        if (!settings.CreateIndexes)
        {
            MdsLog.IndexMissing(logger, NameFor(table), table);
            return;
        }

        try
        {
            await using var connection = await database.OpenForIndexesAsync(cancellationToken);
            foreach (var statement in StatementsFor(table, settings.Engine))
                await ExecuteAsync(connection, statement, cancellationToken);
            MdsLog.IndexCreated(logger, NameFor(table), table);
        }
        catch (DbException e)
        {
            // Another replica of this adapter may have been quicker.
            if (!await ExistsAsync(NameFor(table), cancellationToken))
                MdsLog.IndexNotCreated(logger, NameFor(table), table, e.Message);
        }
    }

    private async Task<bool> ExistsAsync(string index, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = settings.Engine == MdsEngine.PostgreSql
                ? $"SELECT count(*) FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid WHERE relname = '{index}' AND indisvalid"
                : $"SELECT count(*) FROM sqlite_master WHERE name = '{index}'";
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken)) > 0;
        }
        catch (DbException e)
        {
            throw MdsDatabase.Unreadable(e);
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        // An index of a national register takes its time, once.
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
