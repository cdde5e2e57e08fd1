namespace Vamos.Trust.Transparency;

using System.Numerics;

/// <summary>The hash of the complete subtree over the leaves <c>[index·2^level, (index+1)·2^level)</c>.</summary>
public delegate byte[] MerkleNode(int level, long index);

/// <summary>
/// Roots and proofs of RFC 6962, sections 2.1 to 2.1.2, computed from the hashes of complete subtrees. These never change
/// once the tree has grown past them, so they can be stored; a proof asks for O(log n) of them.
/// </summary>
public static class MerkleTree
{
    /// <summary>Root over leaf hashes that lie one behind the other, 32 bytes each.</summary>
    public static byte[] Root(ReadOnlySpan<byte> leafHashes)
    {
        var count = leafHashes.Length / MerkleHash.Size;
        if (count == 0)
            return MerkleHash.EmptyRoot;

        var level = leafHashes[..(count * MerkleHash.Size)].ToArray();
        while (count > 1)
        {
            for (var i = 0; i < count / 2; i++)
                MerkleHash.Node(At(level, 2 * i), At(level, (2 * i) + 1), At(level, i));
            // an odd one out rises as it is, which is the same as splitting at the largest power of two
            if (count % 2 == 1)
                At(level, count - 1).CopyTo(At(level, count / 2));
            count = (count + 1) / 2;
        }

        return level[..MerkleHash.Size];
    }

    /// <summary>Root of the first <paramref name="size"/> leaves.</summary>
    public static byte[] Root(long size, MerkleNode node) => size == 0 ? MerkleHash.EmptyRoot : Root(0, size, node);

    /// <summary>The proof that leaf <paramref name="index"/> is in the tree of <paramref name="size"/> leaves.</summary>
    public static IReadOnlyList<byte[]> InclusionProof(long index, long size, MerkleNode node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<byte[]>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + SplitOf(to - from);
            if (index < middle)
            {
                proof.Add(Root(middle, to, node));
                to = middle;
            }
            else
            {
                proof.Add(Root(from, middle, node));
                from = middle;
            }
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>The proof that the tree of <paramref name="second"/> leaves begins with that of <paramref name="first"/>.</summary>
    public static IReadOnlyList<byte[]> ConsistencyProof(long first, long second, MerkleNode node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var proof = new List<byte[]>();
        if (first == 0 || first == second)
            return proof;

        var (from, to) = (0L, second);
        while (first != to)
        {
            var middle = from + SplitOf(to - from);
            if (first <= middle)
            {
                proof.Add(Root(middle, to, node));
                to = middle;
            }
            else
            {
                proof.Add(Root(from, middle, node));
                from = middle;
            }
        }

        // the verifier knows this hash already when it is the whole of the first tree
        if (from != 0)
            proof.Add(Root(from, to, node));
        proof.Reverse();
        return proof;
    }

    internal static byte[] Root(long from, long to, MerkleNode node)
    {
        var count = to - from;
        if (BitOperations.IsPow2(count) && from % count == 0)
        {
            var level = BitOperations.Log2((ulong)count);
            return node(level, from >> level);
        }

        var middle = from + SplitOf(count);
        return MerkleHash.Node(Root(from, middle, node), Root(middle, to, node));
    }

    // the largest power of two that is smaller
    internal static long SplitOf(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    private static Span<byte> At(byte[] hashes, int index) => hashes.AsSpan(index * MerkleHash.Size, MerkleHash.Size);
}
