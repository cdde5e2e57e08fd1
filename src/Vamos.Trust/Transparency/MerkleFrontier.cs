namespace Vamos.Trust.Transparency;

using System.Numerics;

/// <summary>
/// A tree that only grows, of which no more is kept than the roots of its complete subtrees along the right edge: one for
/// each bit of the size. Appending costs one hash on average, the root O(log n).
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> _subtrees;

    /// <summary>A tree without leaves.</summary>
    public MerkleFrontier() => _subtrees = [];

    private MerkleFrontier(long size, List<byte[]> subtrees)
    {
        Size = size;
        _subtrees = subtrees;
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The edge of a tree of that size.</summary>
    public static MerkleFrontier Of(long size, MerkleNode node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var subtrees = new List<byte[]>();
        var from = 0L;
        for (var rest = size; rest != 0;)
        {
            var level = BitOperations.Log2((ulong)rest);
            subtrees.Add(node(level, from >> level));
            from += 1L << level;
            rest -= 1L << level;
        }

        return new MerkleFrontier(size, subtrees);
    }

    /// <summary>Appends the hash of a leaf.</summary>
    public void Append(byte[] leafHash)
    {
        var hash = leafHash;
        for (var bits = Size; (bits & 1) == 1; bits >>= 1)
        {
            hash = MerkleHash.Node(_subtrees[^1], hash);
            _subtrees.RemoveAt(_subtrees.Count - 1);
        }

        _subtrees.Add(hash);
        Size++;
    }

    /// <summary>Root of the tree as it is now.</summary>
    public byte[] Root()
    {
        if (Size == 0)
            return MerkleHash.EmptyRoot;

        var root = _subtrees[^1];
        for (var i = _subtrees.Count - 2; i >= 0; i--)
            root = MerkleHash.Node(_subtrees[i], root);
        return root;
    }
}
