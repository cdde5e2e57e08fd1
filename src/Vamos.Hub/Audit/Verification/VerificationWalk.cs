namespace Vamos.Hub.Audit.Verification;

using Vamos.Exchange.V1;
using Vamos.Hub.Audit.Log;
using Vamos.Hub.Audit.Tree;
using Vamos.Trust.Transparency;

/// <summary>Rebuilds the tree from the first record on and holds it to every checkpoint that it passes.</summary>
internal sealed class VerificationWalk(LogHead head, IEnumerable<Checkpoint> checkpoints)
{
    private readonly LogEdge _edge = new();
    private readonly Queue<Checkpoint> _ahead = new(checkpoints);
    private long _signed;

    public LogHead Head { get; } = head;

    /// <summary>The first thing that is wrong; null while nothing is.</summary>
    public AuditFinding? Finding { get; private set; }

    public void Bad(long position, string explanation) => Finding ??= new AuditFinding(Head.Size, position, explanation);

    /// <summary>Appends hashes of records; gives the tiles that they fill.</summary>
    public List<LogTile> Append(ReadOnlySpan<byte> hashes)
    {
        var filled = new List<LogTile>();
        for (var at = 0; at < hashes.Length; at += MerkleHash.Size)
        {
            _edge.Append(hashes.Slice(at, MerkleHash.Size).ToArray(), filled);
            while (_ahead.TryPeek(out var checkpoint) && checkpoint.TreeSize <= _edge.Size)
                Pass(_ahead.Dequeue());
        }

        return filled;
    }

    /// <summary>The finding after the last record.</summary>
    public AuditFinding End()
    {
        // one that was signed while the records were read is beyond what is looked at
        if (_ahead.TryPeek(out var beyond))
            Bad(Head.Size, $"A checkpoint over {beyond.TreeSize} records was signed, but the log has only {Head.Size}.");
        else if (!_edge.Root().AsSpan().SequenceEqual(Head.Root))
            Bad(_signed, $"The head of the log does not have the root of its {Head.Size} records.");
        return Finding ?? new AuditFinding(Head.Size, null, $"All {Head.Size} records, their tree and its checkpoints belong together.");
    }

    private void Pass(Checkpoint checkpoint)
    {
        if (!_edge.Root().AsSpan().SequenceEqual(checkpoint.RootHash.Span))
        {
            var size = checkpoint.TreeSize;
            Bad(_signed, $"The records {_signed} to {size - 1} are not those that the checkpoint over {size} records was signed for.");
            return;
        }

        _signed = checkpoint.TreeSize;
    }
}
