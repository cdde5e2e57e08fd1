namespace Vamos.Hub.Audit.Log;

using System.Data.Common;
using Dapper;
using Vamos.Hub.Audit.Tree;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>
/// Appends batches to the stored log on a connection of its own. Other hubs may append between two batches: the head is
/// taken anew in every transaction, and the edge of the tree is read again when the head is not where this writer left it.
/// </summary>
internal sealed class LogWriter(Database database, TimeProvider time) : IDisposable
{
    private readonly bool _shared = database.Dialect == Dialect.Postgres;
    private DbConnection? _connection;
    private ILogRows? _rows;
    private LogEdge? _edge;

    /// <summary>Makes a batch durable and tells those who wait; a batch of nothing only tries whether the storage writes.</summary>
    /// <exception cref="AuditTamperedException">The stored head does not belong to the stored tree.</exception>
    public void Write(List<PendingAppend> batch)
    {
        var appended = new AppendedRecord[batch.Count][];
        try
        {
            _connection ??= database.Connect();
            _rows ??= _shared ? new PostgresRows() : new SqliteRows(_connection);
            database.Write(_connection, transaction => Append(transaction, batch, appended));
        }
        catch
        {
            // whether the commit reached the storage is not known; the next batch reads what is there
            Forget();
            throw;
        }

        for (var i = 0; i < batch.Count; i++)
            batch[i].TrySetResult(appended[i]);
    }

    public void Dispose() => Forget();

    private void Append(DbTransaction transaction, List<PendingAppend> batch, AppendedRecord[][] appended)
    {
        var head = LogHead.Take(transaction, _shared);
        var edge = _edge is { } kept && kept.Size == head.Size ? kept : LogTree.LoadEdge(transaction, head);

        // the order of the log is an order in time even when the clocks of two hubs differ
        var now = Math.Max(head.RecordedAt, time.GetUtcNow().ToUnixTimeMilliseconds());
        var rows = new List<LogRow>();
        var tiles = new List<LogTile>();
        for (var i = 0; i < batch.Count; i++)
        {
            var records = batch[i].Records;
            appended[i] = new AppendedRecord[records.Count];
            for (var j = 0; j < records.Count; j++)
            {
                var row = LogRow.Of(records[j], edge.Size, now);
                edge.Append(MerkleHash.Leaf(row.Bytes), tiles);
                rows.Add(row);
                appended[i][j] = new AppendedRecord(row.Index, row.Bytes);
            }
        }

        _rows!.Insert(transaction, rows);
        foreach (var tile in tiles)
        {
            transaction.Connection!.Execute(
                "INSERT INTO audit_tile (level, tile_index, root, hashes) VALUES (@Level, @Index, @Root, @Hashes)", tile, transaction);
        }

        new LogHead(edge.Size, edge.Root(), edge.Records(), now).Store(transaction);
        _edge = edge;
    }

    private void Forget()
    {
        _edge = null;
        _rows?.Dispose();
        _rows = null;
        _connection?.Dispose();
        _connection = null;
    }
}
