namespace Vamos.Hub.Audit.Tree;

using Vamos.Trust.Transparency;

/// <summary>
/// 256 hashes that lie beside each other on one of the levels 0, 8, 16 … of the tree, stored once all are known. All hashes
/// between two such levels follow from a tile, so a tree costs little more than a hash a record and any of its nodes is
/// computed from one read.
/// </summary>
/// <param name="Level">0 for hashes of records, 1 for roots of the tiles of level 0, and so on.</param>
/// <param name="Index">Position among the tiles of its level.</param>
/// <param name="Root">Root over its hashes, which is a hash of the tile above.</param>
/// <param name="Hashes">The hashes, 32 bytes each.</param>
internal sealed record LogTile(int Level, long Index, byte[] Root, byte[] Hashes)
{
    /// <summary>Levels of the tree that a tile covers.</summary>
    public const int Height = 8;

    /// <summary>Hashes in a tile.</summary>
    public const int Width = 1 << Height;

    /// <summary>Hashes of level <paramref name="tileLevel"/> that a tree of that size has beyond its last full tile.</summary>
    public static int PartialWidth(long size, int tileLevel) => (int)((size >> (Height * tileLevel)) & (Width - 1));

    /// <summary>The hash of a complete subtree within a tile.</summary>
    /// <param name="hashes">Hashes of the tile, at least those that the subtree covers.</param>
    /// <param name="height">Levels above the hashes of the tile.</param>
    /// <param name="index">Position on that level of the whole tree.</param>
    public static byte[] Subtree(ReadOnlySpan<byte> hashes, int height, long index)
    {
        var first = (int)((index << height) & (Width - 1));
        return MerkleTree.Root(hashes.Slice(first * MerkleHash.Size, MerkleHash.Size << height));
    }
}
