namespace Vamos.Trust.Tests.Transparency;

using Vamos.Trust.Transparency;

/// <summary>The reference tree that implementations of certificate transparency publish: eight leaves, roots and proofs.</summary>
public sealed class KnownAnswerTests
{
    private const string A = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
    private const string B = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private const string Ab = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
    private const string Cd = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private const string E = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private const string Ef = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private const string Gh = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private const string Abcd = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private const string Efgh = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

    private static readonly byte[][] Leaves =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }
            .Select(leaf => MerkleHash.Leaf(Convert.FromHexString(leaf)))];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        A,
        Ab,
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        Abcd,
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Root_of_every_size_is_the_published_one()
    {
        var frontier = new MerkleFrontier();
        for (var size = 0; size <= Leaves.Length; size++)
        {
            if (size > 0)
                frontier.Append(Leaves[size - 1]);
            Assert.Equal(Roots[size], Hex(MerkleTree.Root(Leaves[..size].SelectMany(hash => hash).ToArray())));
            Assert.Equal(Roots[size], Hex(MerkleTree.Root(size, TestTree.Nodes(Leaves))));
            Assert.Equal(Roots[size], Hex(frontier.Root()));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 8, B, Cd, Efgh)]
    [InlineData(5, 8, E, Gh, Abcd)]
    [InlineData(2, 3, Ab)]
    [InlineData(1, 5, A, Cd, E)]
    public void Inclusion_proof_is_the_published_one(int index, int size, params string[] published)
    {
        var proof = MerkleTree.InclusionProof(index, size, TestTree.Nodes(Leaves));

        Assert.Equal(published, proof.Select(Hex));
        Assert.Equal(published.Length, MerkleProof.InclusionLength(index, size));
        Assert.True(MerkleProof.VerifiesInclusion(Leaves[index], index, size, proof.Memory(), Convert.FromHexString(Roots[size])));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 8, B, Cd, Efgh)]
    [InlineData(6, 8, Ef, Gh, Abcd)]
    [InlineData(2, 5, Cd, E)]
    public void Consistency_proof_is_the_published_one(int first, int second, params string[] published)
    {
        var proof = MerkleTree.ConsistencyProof(first, second, TestTree.Nodes(Leaves));

        Assert.Equal(published, proof.Select(Hex));
        Assert.True(MerkleProof.VerifiesConsistency(
            first, Convert.FromHexString(Roots[first]), second, Convert.FromHexString(Roots[second]), proof.Memory()));
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
