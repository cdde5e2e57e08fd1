namespace Vamos.Hub.Audit.Verification;

using System.Data.Common;
using Dapper;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.Log;
using Vamos.Hub.Audit.Tree;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>
/// Verifies a whole log: every record against the tree, the tree against itself, and both against every checkpoint that was
/// signed. Reads beside a hub that runs. What was archived is verified by its archive; here its hashes count.
/// </summary>
/// <remarks>
/// Records that were cut off at the end together with their checkpoints leave no trace in the database itself. Whoever holds
/// a later checkpoint, from a receipt for instance, shows it; hand such checkpoints in.
/// </remarks>
public static class LogVerification
{
    /// <summary>Verifies a log up to its present size.</summary>
    /// <param name="database">Where the log is.</param>
    /// <param name="keys">Keys that signed checkpoints, now or in the past. Signatures by others are not judged.</param>
    /// <param name="witnessed">Checkpoints that others hold, already verified.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<AuditFinding> RunAsync(
        Database database, IReadOnlyCollection<LogVerifierKey> keys, IReadOnlyCollection<Checkpoint> witnessed, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);

        // first the checkpoints, then the head: a hub that runs beside may add to both, but the head then covers all of them
        var rows = (await connection.QueryAsync("SELECT tree_size, checkpoint FROM audit_checkpoint ORDER BY tree_size"))
            .Select(row => ((long)row.tree_size, (object)row.checkpoint as byte[] ?? [])).ToArray();
        var head = await LogHead.ReadAsync(connection);
        var walk = new VerificationWalk(head, CheckpointsOf(rows, keys, out var unreadable).Concat(witnessed).OrderBy(c => c.TreeSize));
        var segments = (await connection.QueryAsync("SELECT first_index, end_index FROM audit_segment ORDER BY first_index"))
            .Select(row => ((long First, long End))(row.first_index, row.end_index)).ToArray();

        for (var first = 0L; first < head.Size && walk.Finding is null; first += LogTile.Width)
        {
            cancellation.ThrowIfCancellationRequested();
            await TileAsync(connection, walk, first, segments.Any(s => s.First <= first && first < s.End));
        }

        if (walk.Finding is null
            && await RecordPage.FirstFromAsync(connection, head.Size) is { } beyond
            && beyond >= (await LogHead.ReadAsync(connection)).Size)
        {
            walk.Bad(beyond, $"Record {beyond} lies beyond the {head.Size} records of the log.");
        }

        if (unreadable is { } bad && (walk.Finding is null || walk.Finding.FirstBad > bad.FirstBad))
            return bad with { Size = head.Size };
        return walk.Finding ?? walk.End();
    }

    private static async Task TileAsync(DbConnection connection, VerificationWalk walk, long first, bool archived)
    {
        var end = Math.Min(first + LogTile.Width, walk.Head.Size);
        var stored = await TileHashesAsync(connection, walk.Head, first);
        if (stored is null || stored.Length != (end - first) * MerkleHash.Size)
        {
            walk.Bad(first, $"The hashes of the records {first} to {end - 1} are missing from the tree.");
            return;
        }

        if (!archived)
        {
            var page = await RecordPage.ReadAsync(connection, first, end);
            if (page.FirstBad(stored) is { } bad)
            {
                walk.Bad(bad.Position, bad.Explanation);
                return;
            }
        }

        foreach (var tile in walk.Append(stored))
            await CompareAsync(connection, walk, tile);
    }

    private static async Task<byte[]?> TileHashesAsync(DbConnection connection, LogHead head, long first) =>
        first + LogTile.Width > head.Size
            ? head.Edge
            : await connection.ExecuteScalarAsync<byte[]?>(
                "SELECT hashes FROM audit_tile WHERE level = 0 AND tile_index = @index", new { index = first / LogTile.Width });

    private static async Task CompareAsync(DbConnection connection, VerificationWalk walk, LogTile computed)
    {
        var stored = await connection.QueryFirstOrDefaultAsync(
            "SELECT root, hashes FROM audit_tile WHERE level = @Level AND tile_index = @Index", new { computed.Level, computed.Index });
        if (stored is null
            || !computed.Root.AsSpan().SequenceEqual((object)stored.root as byte[])
            || !computed.Hashes.AsSpan().SequenceEqual((object)stored.hashes as byte[]))
        {
            var width = 1L << (LogTile.Height * (computed.Level + 1));
            var first = computed.Index * width;
            walk.Bad(first, $"The tree does not follow from the records {first} to {first + width - 1}.");
        }
    }

    private static List<Checkpoint> CheckpointsOf(
        (long Size, byte[] Bytes)[] rows, IReadOnlyCollection<LogVerifierKey> keys, out AuditFinding? unreadable)
    {
        unreadable = null;
        var read = new List<Checkpoint>();
        foreach (var (size, bytes) in rows)
        {
            var explanation = $"The checkpoint over {size} records cannot be read.";
            try
            {
                var checkpoint = Checkpoint.Parser.ParseFrom(bytes);
                var finding = CheckpointVerification.Verify(checkpoint, keys, out _);
                if (checkpoint.TreeSize == size && finding.Fault is TrustFault.None or TrustFault.UnknownKey)
                {
                    read.Add(checkpoint);
                    continue;
                }

                explanation = $"The checkpoint over {size} records is not the one that was signed: {finding.Explanation}";
            }
            catch (Google.Protobuf.InvalidProtocolBufferException)
            {
                // said below
            }

            unreadable ??= new AuditFinding(0, size, explanation);
        }

        return read;
    }
}
