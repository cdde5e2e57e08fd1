namespace Vamos.Adapters.Mds;

using System.Data.Common;

/// <summary>The indexes on normalised cédulas. They belong to the adapter, though they live in the legacy database: dropping them loses nothing but speed.</summary>
internal sealed class MdsIndexes(MdsDatabase database, MdsSettings settings, ILogger<MdsAdapter> logger)
{
    // Raised when the expression changes, so that an old index is not taken for the new one.
    private const int Version = 1;

    public static string NameFor(string table) => $"ix_vamos_cedula_v{Version}_{table}";

    /// <summary>The statement that makes the index of a table, the same for both databases.</summary>
    public static string StatementFor(string table) => $"CREATE INDEX {NameFor(table)} ON {table} (({CedulaKey.Expression}))";

    /// <summary>Sees to it that every index is there, or says to the operator what it will cost that one is not.</summary>
    public async Task EnsureAsync(IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            foreach (var table in tables)
            {
                if (!await ExistsAsync(connection, NameFor(table), cancellationToken))
                    missing.Add(table);
            }
        }

        foreach (var table in missing)
            await CreateAsync(table, cancellationToken);
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
            await ExecuteAsync(connection, StatementFor(table), cancellationToken);
            // Without statistics of the expression the planner believes that half the table matches.
            await ExecuteAsync(connection, $"ANALYZE {table}", cancellationToken);
            MdsLog.IndexCreated(logger, NameFor(table), table);
        }
        catch (DbException e)
        {
            MdsLog.IndexNotCreated(logger, NameFor(table), table, e.Message);
        }
    }

    private async Task<bool> ExistsAsync(DbConnection connection, string index, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = connection.CreateCommand();
            var (catalogue, column) = database.IndexCatalogue;
            command.CommandText = $"SELECT count(*) FROM {catalogue} WHERE {column} = '{index}'";
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
