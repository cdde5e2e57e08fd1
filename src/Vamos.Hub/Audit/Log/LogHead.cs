namespace Vamos.Hub.Audit.Log;

using System.Data.Common;
using Dapper;

/// <summary>How far the log is.</summary>
/// <param name="Size">Number of records.</param>
/// <param name="Root">Root of the tree.</param>
/// <param name="Edge">Hashes of the records beyond the last full tile.</param>
/// <param name="RecordedAt">When the last record was written, milliseconds of Unix time; never goes back.</param>
internal sealed record LogHead(long Size, byte[] Root, byte[] Edge, long RecordedAt)
{
    private const string Columns = "SELECT size, root, edge, recorded_at FROM audit_head WHERE id = 1";

    public static async Task<LogHead> ReadAsync(DbConnection connection, DbTransaction? transaction = null) =>
        Of(await connection.QuerySingleAsync(Columns, transaction: transaction));

    /// <summary>Reads the head to append behind it. Other hubs that append wait here until this transaction ends.</summary>
    public static LogHead Take(DbTransaction transaction, bool shared) =>
        Of(transaction.Connection!.QuerySingle(shared ? Columns + " FOR UPDATE" : Columns, transaction: transaction));

    public void Store(DbTransaction transaction) => transaction.Connection!.Execute(
        "UPDATE audit_head SET size = @Size, root = @Root, edge = @Edge, recorded_at = @RecordedAt WHERE id = 1", this, transaction);

    // SQLite keeps whatever somebody puts into a column; what is not bytes leads to no tree
    private static LogHead Of(dynamic row) =>
        new((long)row.size, (object)row.root as byte[] ?? [], (object)row.edge as byte[] ?? [], (long)row.recorded_at);
}
