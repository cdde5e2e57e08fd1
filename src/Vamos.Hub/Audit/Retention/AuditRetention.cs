namespace Vamos.Hub.Audit.Retention;

using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Vamos.Hub.Audit.Receipts;
using Vamos.Hub.Audit.Tree;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>
/// Moves old records into archive files. The tree keeps its hashes, so receipts and proofs of everything stay possible or
/// valid; only finding the archived records, and receipts for them, takes the archive.
/// </summary>
public sealed class AuditRetention(Database database, IReadOnlyCollection<LogVerifierKey> keys, ILogger<AuditRetention> log)
{
    /// <summary>Most records in one archive, so that it is read and verified in memory.</summary>
    public const int MostRecords = 1 << 20;

    // dropped in pieces, so that the exchanges that are recorded meanwhile wait for a small commit only
    private const int DropAtOnce = 4096;

    private const string Drop =
        """
        DELETE FROM audit_subject WHERE bucket <= @bucket AND log_index < @next;
        DELETE FROM audit_record WHERE log_index < @next
        """;

    /// <summary>
    /// Archives the oldest records that are still in the database, up to a position, and drops them once the file was
    /// verified. Archives end at full tiles of 256 records, so a few less than asked for may be moved; and one holds at most
    /// <see cref="MostRecords"/>, so call it again until it returns null.
    /// </summary>
    /// <param name="folder">Folder of the archives.</param>
    /// <param name="upTo">Position behind the last record to move; at most what the latest checkpoint covers.</param>
    /// <param name="cancellation">Ends the work; what was not dropped yet stays, and the next run drops it.</param>
    /// <returns>The file; null when there is nothing to move.</returns>
    /// <exception cref="InvalidDataException">The records do not verify, so nothing was dropped.</exception>
    public async Task<string?> ArchiveAsync(string folder, long upTo, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        await FinishAsync(connection, cancellation);
        var first = await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(end_index), 0) FROM audit_segment");
        var checkpoint = await CheckpointStore.LatestAsync(connection);
        var end = Math.Min(Math.Min(upTo, checkpoint?.TreeSize ?? 0) / LogTile.Width * LogTile.Width, first + MostRecords);
        if (checkpoint is null || end <= first)
            return null;

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"exchanges-{first:d12}-{end - 1:d12}.vamos.gz");
        var draft = path + ".draft";
        File.Delete(draft);
        var node = await LogTree.ReadAsync(connection, checkpoint.TreeSize, first, Math.Max(0, first - 1), end - 1, end);
        AuditArchive.Write(draft, first, MerkleRange.Proof(first, end, checkpoint.TreeSize, node), checkpoint, Records(connection, first, end));
        var archive = AuditArchive.Read(draft);
        var finding = archive.Verify(keys);
        if (!finding.Valid || archive.End != end)
            throw new InvalidDataException($"The archive {draft} does not verify, so nothing was dropped. {finding.Explanation}");

        File.Move(draft, path, overwrite: true);
        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO audit_segment (first_index, end_index, file) VALUES (@first, @end, @file)",
                new { first, end, file = Path.GetFileName(path) },
                transaction),
            cancellation);
        await FinishAsync(connection, cancellation);
        AuditLogEvents.Archived(log, first, end - 1, path);
        return path;
    }

    // drops what segments cover, also what an interrupted run left
    private async Task FinishAsync(DbConnection connection, CancellationToken cancellation)
    {
        var end = await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(end_index), 0) FROM audit_segment");
        while (await connection.ExecuteScalarAsync<long?>("SELECT MIN(log_index) FROM audit_record WHERE log_index < @end", new { end }) is { } first)
        {
            var next = Math.Min(end, first + DropAtOnce);
            await database.WriteAsync(
                transaction => transaction.Connection!.ExecuteAsync(Drop, new { next, bucket = next >> AuditSchema.SubjectBucketBits }, transaction),
                cancellation);
        }
    }

    private static IEnumerable<byte[]> Records(DbConnection connection, long first, long end)
    {
        for (var from = first; from < end; from += LogTile.Width)
        {
            foreach (var record in connection.Query<byte[]>(
                "SELECT record FROM audit_record WHERE log_index >= @from AND log_index < @to ORDER BY log_index", new { from, to = from + LogTile.Width }))
            {
                yield return record;
            }
        }
    }
}
