namespace Vamos.Hub.Audit.History;

using Dapper;
using Vamos.Exchange.V1;
using Vamos.Hub.Storage;

/// <summary>Reads the log forward, for those who follow it.</summary>
public sealed class LogPages(Database database)
{
    /// <summary>Most records of one page.</summary>
    public const int PageSize = 2_000;

    /// <summary>Where the next record will be put.</summary>
    public async Task<long> EndAsync(CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>("SELECT size FROM audit_head WHERE id = 1");
    }

    /// <summary>The records from a position on, in their order; fewer than a page where the log ends. Those that were moved to archives are passed over.</summary>
    public async Task<IReadOnlyList<ExchangeRecord>> ReadAsync(long from, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.QueryAsync<byte[]>(
            "SELECT record FROM audit_record WHERE log_index >= @from ORDER BY log_index LIMIT @limit", new { from, limit = PageSize });
        return [.. rows.Select(ExchangeRecord.Parser.ParseFrom)];
    }
}
