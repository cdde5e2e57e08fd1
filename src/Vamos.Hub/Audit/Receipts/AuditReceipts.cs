namespace Vamos.Hub.Audit.Receipts;

using System.Data.Common;
using Dapper;
using Google.Protobuf;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.Tree;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>Gives out the proofs of the log. Any hub answers for what any hub recorded.</summary>
public sealed class AuditReceipts(Database database, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The receipt of an exchange; null when no record of that id is in the database, either since there never was one or
    /// since it was archived. Waits for the next checkpoint when none covers the record yet.
    /// </summary>
    /// <param name="exchangeId">The exchange.</param>
    /// <param name="patience">Most time to wait for the checkpoint.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="AuditUnavailableException">No checkpoint was signed in time.</exception>
    public async Task<Receipt?> FindAsync(string exchangeId, TimeSpan patience, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var row = await connection.QueryFirstOrDefaultAsync(
            "SELECT log_index, record FROM audit_record WHERE exchange_id = @exchangeId ORDER BY log_index LIMIT 1", new { exchangeId });
        if (row is null)
            return null;

        long index = row.log_index;
        var checkpoint = await CoveringAsync(connection, index, patience, cancellation);
        var node = await LogTree.ReadAsync(connection, checkpoint.TreeSize, index);
        return new Receipt
        {
            Record = ByteString.CopyFrom((byte[])row.record),
            LogIndex = index,
            InclusionProof = { MerkleTree.InclusionProof(index, checkpoint.TreeSize, node).Select(ByteString.CopyFrom) },
            Checkpoint = checkpoint,
        };
    }

    /// <summary>The latest checkpoint; null while nothing was signed yet.</summary>
    public async Task<Checkpoint?> CheckpointAsync(CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await CheckpointStore.LatestAsync(connection);
    }

    /// <summary>The proof that a later checkpoint only adds to an earlier size.</summary>
    /// <param name="firstSize">The earlier size.</param>
    /// <param name="secondSize">The later size, of which there must be a checkpoint; 0 means the latest.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Null when there is no such checkpoint or the first size is not within it.</returns>
    public async Task<ConsistencyAnswer?> ConsistencyAsync(long firstSize, long secondSize, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var checkpoint = secondSize == 0
            ? await CheckpointStore.LatestAsync(connection)
            : await CheckpointStore.AtAsync(connection, secondSize);
        if (checkpoint is null || firstSize < 0 || firstSize > checkpoint.TreeSize)
            return null;

        var node = await LogTree.ReadAsync(connection, checkpoint.TreeSize, Math.Max(0, firstSize - 1), firstSize);
        return new ConsistencyAnswer(MerkleTree.ConsistencyProof(firstSize, checkpoint.TreeSize, node), checkpoint);
    }

    private async Task<Checkpoint> CoveringAsync(DbConnection connection, long index, TimeSpan patience, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (await CheckpointStore.LatestAsync(connection) is { } latest && latest.TreeSize > index)
                return latest;
            if (time.GetElapsedTime(began) > patience)
                throw new AuditUnavailableException("no checkpoint covers it yet");
            await Task.Delay(Poll, time, cancellation);
        }
    }
}

/// <summary>A proof of consistency with the checkpoint that it leads to.</summary>
public sealed record ConsistencyAnswer(IReadOnlyList<byte[]> Proof, Checkpoint Checkpoint);
