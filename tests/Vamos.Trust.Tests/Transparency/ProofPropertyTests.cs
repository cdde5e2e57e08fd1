namespace Vamos.Trust.Tests.Transparency;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Trust.Transparency;

public sealed class ProofPropertyTests
{
    private static readonly Gen<int> Seeds = Gen.Choose(0, 1_000_000);

    [Fact]
    public void Consistency_of_all_pairs_up_to_forty_verifies()
    {
        var leaves = TestTree.Leaves(40);
        var nodes = TestTree.Nodes(leaves);
        for (var second = 0; second <= leaves.Length; second++)
        {
            for (var first = 0; first <= second; first++)
            {
                var proof = MerkleTree.ConsistencyProof(first, second, nodes).Memory();
                Assert.True(
                    MerkleProof.VerifiesConsistency(first, TestTree.Root(leaves.AsSpan(0, first)), second, TestTree.Root(leaves.AsSpan(0, second)), proof),
                    $"{first} to {second}");
            }
        }
    }

    [Fact]
    public void Inclusion_of_every_leaf_up_to_forty_verifies_at_its_own_index_alone()
    {
        var leaves = TestTree.Leaves(40);
        var nodes = TestTree.Nodes(leaves);
        for (var size = 1; size <= leaves.Length; size++)
        {
            var root = TestTree.Root(leaves.AsSpan(0, size));
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.InclusionProof(index, size, nodes).Memory();
                Assert.Equal(MerkleProof.InclusionLength(index, size), proof.Length);
                for (var claimed = 0; claimed < size; claimed++)
                    Assert.Equal(claimed == index, MerkleProof.VerifiesInclusion(leaves[index], claimed, size, proof, root));
            }
        }
    }

    [Fact]
    public void Frontier_of_any_tree_has_its_root_and_grows_on_when_restored() =>
        Prop.ForAll((from size in Gen.Choose(0, 300) from more in Gen.Choose(0, 40) from seed in Seeds select (size, more, seed)).ToArbitrary(), tree =>
        {
            var leaves = TestTree.Leaves(tree.size + tree.more, tree.seed);
            var restored = MerkleFrontier.Of(tree.size, TestTree.Nodes(leaves));
            foreach (var leaf in leaves.Skip(tree.size))
                restored.Append(leaf);
            return restored.Size == leaves.Length && restored.Root().AsSpan().SequenceEqual(TestTree.Root(leaves));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Inclusion_proof_with_any_bit_flipped_fails() =>
        Prop.ForAll((from size in Gen.Choose(1, 300) from at in Gen.Choose(0, 299) from bit in Gen.Choose(0, 100_000) from seed in Seeds
                     select (size, at, bit, seed)).ToArbitrary(), tree =>
        {
            var leaves = TestTree.Leaves(tree.size, tree.seed);
            var index = tree.at % tree.size;
            var root = TestTree.Root(leaves);
            var proof = MerkleTree.InclusionProof(index, tree.size, TestTree.Nodes(leaves)).ToArray();
            byte[][] parts = [[.. leaves[index]], [.. root], .. proof.Select(p => p.ToArray())];
            var whole = MerkleProof.VerifiesInclusion(parts[0], index, tree.size, parts[2..].Memory(), parts[1]);
            Flip(parts, tree.bit);
            return whole && !MerkleProof.VerifiesInclusion(parts[0], index, tree.size, parts[2..].Memory(), parts[1]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Consistency_proof_with_any_bit_flipped_fails() =>
        Prop.ForAll((from size in Gen.Choose(2, 300) from at in Gen.Choose(0, 299) from bit in Gen.Choose(0, 100_000) from seed in Seeds
                     select (size, at, bit, seed)).ToArbitrary(), tree =>
        {
            var leaves = TestTree.Leaves(tree.size, tree.seed);
            var first = 1 + (tree.at % (tree.size - 1));
            var proof = MerkleTree.ConsistencyProof(first, tree.size, TestTree.Nodes(leaves));
            byte[][] parts = [[.. TestTree.Root(leaves.AsSpan(0, first))], TestTree.Root(leaves), .. proof.Select(p => p.ToArray())];
            var whole = MerkleProof.VerifiesConsistency(first, parts[0], tree.size, parts[1], parts[2..].Memory());
            Flip(parts, tree.bit);
            return whole && !MerkleProof.VerifiesConsistency(first, parts[0], tree.size, parts[1], parts[2..].Memory());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Range_of_any_tree_leads_to_its_root_and_no_other_range_does() =>
        Prop.ForAll((from size in Gen.Choose(1, 200) from a in Gen.Choose(0, 199) from b in Gen.Choose(0, 199) from seed in Seeds
                     select (size, a, b, seed)).ToArbitrary(), tree =>
        {
            var leaves = TestTree.Leaves(tree.size, tree.seed);
            var (first, last) = (Math.Min(tree.a % tree.size, tree.b % tree.size), Math.Max(tree.a % tree.size, tree.b % tree.size));
            var root = TestTree.Root(leaves);
            var hashes = leaves[first..(last + 1)].SelectMany(leaf => leaf).ToArray();
            var proof = MerkleRange.Proof(first, last + 1, tree.size, TestTree.Nodes(leaves));
            var whole = MerkleRange.Root(first, tree.size, hashes, proof)!.AsSpan().SequenceEqual(root);
            hashes[tree.seed % hashes.Length] ^= 1;
            var changed = MerkleRange.Root(first, tree.size, hashes, proof)!.AsSpan().SequenceEqual(root);
            var longer = MerkleRange.Root(first, tree.size, hashes, [.. proof, root]);
            return whole && !changed && longer is null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Proof_that_is_too_long_too_short_or_no_hashes_fails()
    {
        var leaves = TestTree.Leaves(11);
        var root = TestTree.Root(leaves);
        var proof = MerkleTree.InclusionProof(4, 11, TestTree.Nodes(leaves)).Memory();
        var consistency = MerkleTree.ConsistencyProof(7, 11, TestTree.Nodes(leaves)).Memory();
        var old = TestTree.Root(leaves.AsSpan(0, 7));

        Assert.False(MerkleProof.VerifiesInclusion(leaves[4], 4, 11, proof[..^1], root));
        Assert.False(MerkleProof.VerifiesInclusion(leaves[4], 4, 11, [.. proof, proof[0]], root));
        Assert.False(MerkleProof.VerifiesInclusion(leaves[4], 4, 11, [proof[0][..31], .. proof[1..]], root));
        Assert.False(MerkleProof.VerifiesInclusion(leaves[4], -1, 11, proof, root));
        Assert.False(MerkleProof.VerifiesInclusion(leaves[4], 11, 11, proof, root));
        Assert.False(MerkleProof.VerifiesConsistency(7, old, 11, root, consistency[..^1]));
        Assert.False(MerkleProof.VerifiesConsistency(7, old, 11, root, [.. consistency, consistency[0]]));
        Assert.False(MerkleProof.VerifiesConsistency(7, old, 11, root, []));
        Assert.False(MerkleProof.VerifiesConsistency(11, root, 7, old, consistency));
        Assert.False(MerkleProof.VerifiesConsistency(8, [], 11, root, consistency));
    }

    private static void Flip(byte[][] parts, int bit)
    {
        var at = bit % (parts.Length * MerkleHash.Size * 8);
        parts[at / (MerkleHash.Size * 8)][at / 8 % MerkleHash.Size] ^= (byte)(1 << (at % 8));
    }
}
