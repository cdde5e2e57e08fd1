namespace Vamos.Adapters.Mds;

using System.Data.Common;
using Vamos.Adapters.Mds.Sql;

/// <summary>
/// The indexes on normalised cédulas and on what else rows are found by. They belong to the adapter, though they live in the legacy database:
/// dropping them loses nothing but speed.
/// </summary>
internal sealed class MdsIndexes(MdsDatabase database, bool create, ILogger<MdsAdapter> logger)
{
    private MdsDialect Dialect => database.Queries.Dialect;

    /// <summary>Sees to it that every index is there, or says to the operator what it will cost that one is not.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (Dialect.IndexExists is null)
        {
            MdsLog.IndexesUnknown(logger, database.Queries.Indexes.Count);
            return;
        }

        foreach (var index in database.Queries.Indexes)
        {
            if (!await ExistsAsync(index, cancellationToken))
                await CreateAsync(index, cancellationToken);
        }
    }

    private async Task CreateAsync(MdsIndex index, CancellationToken cancellationToken)
    {
        if (!create || Dialect.CreateIndex.Count == 0)
        {
            MdsLog.IndexMissing(logger, index.Name, index.Table);
            return;
        }

        try
        {
            await using var connection = await database.OpenForIndexesAsync(cancellationToken);
            foreach (var statement in Dialect.CreateIndex)
                await ExecuteAsync(connection, index.Fill(statement), cancellationToken);
            MdsLog.IndexCreated(logger, index.Name, index.Table);
        }
        catch (DbException e)
        {
            // Another replica of this adapter may have been quicker.
            if (!await ExistsAsync(index, cancellationToken))
                MdsLog.IndexNotCreated(logger, index.Name, index.Table, e.Message);
        }
    }

    private async Task<bool> ExistsAsync(MdsIndex index, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var counts = await database.ReadAsync(
            connection, _ => index.Fill(Dialect.IndexExists!), reader => Convert.ToInt64(reader.GetValue(0)), cancellationToken);
        return counts is [> 0, ..];
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
