namespace Vamos.Trust.Tests.Transparency;

using System.Buffers.Binary;
using Vamos.Trust.Transparency;

/// <summary>A tree computed by the recursive definition of RFC 6962, which is slow and plainly right.</summary>
public static class TestTree
{
    public static byte[][] Leaves(int count, int seed = 0)
    {
        var leaves = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            var data = new byte[8];
            BinaryPrimitives.WriteInt32LittleEndian(data, i);
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), seed);
            leaves[i] = MerkleHash.Leaf(data);
        }

        return leaves;
    }

    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
            return MerkleHash.EmptyRoot;
        if (leaves.Length == 1)
            return leaves[0];
        var split = 1;
        while (split * 2 < leaves.Length)
            split *= 2;
        return MerkleHash.Node(Root(leaves[..split]), Root(leaves[split..]));
    }

    public static MerkleNode Nodes(byte[][] leaves) => (level, index) => Root(leaves.AsSpan((int)(index << level), 1 << level));

    public static ReadOnlyMemory<byte>[] Memory(this IEnumerable<byte[]> proof) => [.. proof.Select(hash => (ReadOnlyMemory<byte>)hash)];
}
