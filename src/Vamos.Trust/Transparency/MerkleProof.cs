namespace Vamos.Trust.Transparency;

using System.Numerics;
using System.Security.Cryptography;

/// <summary>Verifies the proofs of RFC 6962 (by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2).</summary>
public static class MerkleProof
{
    /// <summary>Number of hashes that the inclusion proof of a leaf has.</summary>
    public static int InclusionLength(long index, long size)
    {
        var inner = index == size - 1 ? 0 : BitOperations.Log2((ulong)(index ^ (size - 1))) + 1;
        return inner + BitOperations.PopCount((ulong)index >> inner);
    }

    /// <summary>Whether the leaf of that hash is at <paramref name="index"/> in the tree with that root.</summary>
    public static bool VerifiesInclusion(
        ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<ReadOnlyMemory<byte>> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leafHash.Length != MerkleHash.Size || !AllHashes(proof))
            return false;

        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        leafHash.CopyTo(hash);
        var (leaf, last) = (index, size - 1);
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            if ((leaf & 1) == 1 || leaf == last)
            {
                MerkleHash.Node(sibling.Span, hash, hash);
                SkipLeftEdges(ref leaf, ref last);
            }
            else
            {
                MerkleHash.Node(hash, sibling.Span, hash);
            }

            leaf >>= 1;
            last >>= 1;
        }

        return last == 0 && Same(hash, root);
    }

    /// <summary>Whether the tree with the second root only adds to the tree with the first.</summary>
    public static bool VerifiesConsistency(
        long first, ReadOnlySpan<byte> firstRoot, long second, ReadOnlySpan<byte> secondRoot, IReadOnlyList<ReadOnlyMemory<byte>> proof)
    {
        if (first < 0 || first > second || !AllHashes(proof))
            return false;
        if (first == second)
            return proof.Count == 0 && Same(firstRoot, secondRoot);
        if (first == 0)
            return proof.Count == 0 && Same(firstRoot, MerkleHash.EmptyRoot);

        var (leaf, last) = (first - 1, second - 1);
        while ((leaf & 1) == 1)
        {
            leaf >>= 1;
            last >>= 1;
        }

        // a first tree that is complete is a node of the second, and its root begins the proof
        var known = BitOperations.IsPow2(first);
        if (!known && proof.Count == 0)
            return false;
        Span<byte> old = stackalloc byte[MerkleHash.Size];
        Span<byte> grown = stackalloc byte[MerkleHash.Size];
        var start = known ? firstRoot : proof[0].Span;
        if (start.Length != MerkleHash.Size)
            return false;
        start.CopyTo(old);
        start.CopyTo(grown);

        for (var i = known ? 0 : 1; i < proof.Count; i++)
        {
            if (last == 0)
                return false;
            var sibling = proof[i].Span;
            if ((leaf & 1) == 1 || leaf == last)
            {
                MerkleHash.Node(sibling, old, old);
                MerkleHash.Node(sibling, grown, grown);
                SkipLeftEdges(ref leaf, ref last);
            }
            else
            {
                MerkleHash.Node(grown, sibling, grown);
            }

            leaf >>= 1;
            last >>= 1;
        }

        return last == 0 && Same(old, firstRoot) && Same(grown, secondRoot);
    }

    // a subtree that is the last of its level has no right neighbour and rises unchanged
    private static void SkipLeftEdges(ref long leaf, ref long last)
    {
        while ((leaf & 1) == 0 && leaf != 0)
        {
            leaf >>= 1;
            last >>= 1;
        }
    }

    private static bool AllHashes(IReadOnlyList<ReadOnlyMemory<byte>> proof)
    {
        foreach (var hash in proof)
        {
            if (hash.Length != MerkleHash.Size)
                return false;
        }

        return true;
    }

    private static bool Same(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => CryptographicOperations.FixedTimeEquals(left, right);
}
