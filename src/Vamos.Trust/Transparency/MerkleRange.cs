namespace Vamos.Trust.Transparency;

/// <summary>
/// Proves that leaves <c>[first, end)</c> lie one behind the other in a tree: with the O(log n) hashes of what is before and
/// behind them, in the order in which the tree is split, the root follows.
/// </summary>
public static class MerkleRange
{
    /// <summary>The hashes of what surrounds the range.</summary>
    public static IReadOnlyList<byte[]> Proof(long first, long end, long size, MerkleNode node)
    {
        Check(first, end, size);
        var proof = new List<byte[]>();
        Walk(0, size);
        return proof;

        void Walk(long from, long to)
        {
            if (to <= first || from >= end)
            {
                proof.Add(MerkleTree.Root(from, to, node));
            }
            else if (from < first || to > end)
            {
                var middle = from + MerkleTree.SplitOf(to - from);
                Walk(from, middle);
                Walk(middle, to);
            }
        }
    }

    /// <summary>The root to which the leaves of the range and the hashes around them lead; null when the proof does not fit.</summary>
    /// <param name="first">Position of the first leaf.</param>
    /// <param name="size">Number of leaves in the tree.</param>
    /// <param name="leafHashes">Hashes of the leaves, one behind the other.</param>
    /// <param name="proof">The hashes of what surrounds them.</param>
    public static byte[]? Root(long first, long size, ReadOnlyMemory<byte> leafHashes, IReadOnlyList<byte[]> proof)
    {
        var end = first + (leafHashes.Length / MerkleHash.Size);
        Check(first, end, size);
        if (proof.Any(hash => hash.Length != MerkleHash.Size))
            return null;
        var next = 0;
        var root = Walk(0, size);
        return next == proof.Count ? root : null;

        byte[]? Walk(long from, long to)
        {
            if (to <= first || from >= end)
                return next < proof.Count ? proof[next++] : null;
            if (from >= first && to <= end)
                return MerkleTree.Root(leafHashes.Slice((int)((from - first) * MerkleHash.Size), (int)((to - from) * MerkleHash.Size)).Span);
            var middle = from + MerkleTree.SplitOf(to - from);
            return Walk(from, middle) is { } left && Walk(middle, to) is { } right ? MerkleHash.Node(left, right) : null;
        }
    }

    private static void Check(long first, long end, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, end);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, size);
    }
}
