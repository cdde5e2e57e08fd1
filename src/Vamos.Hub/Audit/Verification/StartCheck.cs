namespace Vamos.Hub.Audit.Verification;

using System.Data.Common;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.Log;
using Vamos.Hub.Audit.Receipts;
using Vamos.Hub.Audit.Tree;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>
/// What is checked before a log is appended to, in the time of a few reads however long the log is. When something is wrong,
/// every record is verified to name the first bad position.
/// </summary>
internal static class StartCheck
{
    /// <returns>Number of records.</returns>
    /// <exception cref="AuditTamperedException">Something is wrong.</exception>
    public static async Task<long> RunAsync(Database database, IReadOnlyCollection<LogVerifierKey> keys, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(
                async transaction =>
                {
                    var head = LogHead.Take(transaction, database.Dialect == Dialect.Postgres);
                    LogTree.LoadEdge(transaction, head);
                    await LastRecordsAsync(transaction, head);
                    if (await RecordPage.FirstFromAsync(transaction.Connection!, head.Size, transaction) is { } beyond)
                        throw Tampered(head, beyond, $"Record {beyond} lies beyond the {head.Size} records of the log.");
                    if (await CheckpointStore.LatestAsync(transaction.Connection!) is { } latest)
                        await CheckAsync(transaction, head, latest, keys);
                    return head.Size;
                },
                cancellation);
        }
        catch (AuditTamperedException quick)
        {
            var finding = await LogVerification.RunAsync(database, keys, [], cancellation);
            throw finding.Valid ? quick : new AuditTamperedException(finding);
        }
    }

    private static async Task CheckAsync(
        DbTransaction transaction, LogHead head, Checkpoint latest, IReadOnlyCollection<LogVerifierKey> keys)
    {
        // a key that was rotated away is no reason not to start; a signature by the present key that is wrong is
        var finding = CheckpointVerification.Verify(latest, keys, out _);
        if (finding.Fault is not (TrustFault.None or TrustFault.UnknownKey))
            throw Tampered(head, latest.TreeSize, finding.Explanation);
        if (latest.TreeSize > head.Size)
            throw Tampered(head, head.Size, $"A checkpoint over {latest.TreeSize} records was signed, but the log has only {head.Size}.");
        var node = await LogTree.ReadAsync(transaction.Connection!, latest.TreeSize);
        if (!MerkleTree.Root(latest.TreeSize, node).AsSpan().SequenceEqual(latest.RootHash.Span))
            throw Tampered(head, latest.TreeSize, $"The tree does not have the root that was signed over {latest.TreeSize} records.");
    }

    private static async Task LastRecordsAsync(DbTransaction transaction, LogHead head)
    {
        var first = head.Size - LogTile.PartialWidth(head.Size, 0);
        var page = await RecordPage.ReadAsync(transaction.Connection!, first, head.Size, transaction);
        if (page.FirstBad(head.Edge) is { } bad)
            throw new AuditTamperedException(new AuditFinding(head.Size, bad.Position, bad.Explanation));
    }

    private static AuditTamperedException Tampered(LogHead head, long position, string explanation) =>
        new(new AuditFinding(head.Size, position, explanation));
}
