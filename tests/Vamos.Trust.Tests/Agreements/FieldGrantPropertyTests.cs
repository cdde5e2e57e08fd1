namespace Vamos.Trust.Tests.Agreements;

using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Fields;

/// <summary>Whatever the message and whatever the grant: what is granted survives, and nothing else does.</summary>
public sealed class FieldGrantPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly MessageDescriptor[] Responses = [.. ExchangedMethods.All.Select(m => m.Descriptor.OutputType).Distinct()];

    private static readonly Arbitrary<(MessageDescriptor Type, int Message, int Grant, int Other)> Cases = Arb.From(
        from type in Gen.Elements(Responses)
        from message in Gen.Choose(0, int.MaxValue - 1)
        from grant in Gen.Choose(0, int.MaxValue - 1)
        from other in Gen.Choose(0, int.MaxValue - 1)
        select (type, message, grant, other));

    [Fact]
    public void What_is_granted_survives_and_nothing_else() => Prop.ForAll(Cases, c =>
    {
        var (message, paths) = (GeneratedMessage.Of(c.Type, c.Message), Paths(c.Type, c.Grant));
        var granted = GeneratedMessage.Leaves(message).Where(leaf => Covers(paths, GeneratedMessage.PathOf(leaf))).ToList();

        FieldGrant.Compile(c.Type, paths).Apply(message);

        Assert.Equal(granted, GeneratedMessage.Leaves(message));
    }).Check(Thorough);

    [Fact]
    public void Applying_twice_is_applying_once() => Prop.ForAll(Cases, c =>
    {
        var message = GeneratedMessage.Of(c.Type, c.Message);
        var grant = FieldGrant.Compile(c.Type, Paths(c.Type, c.Grant));

        grant.Apply(message);
        var once = message.ToByteString();
        grant.Apply(message);

        Assert.Equal(once, message.ToByteString());
    }).Check(Thorough);

    [Fact]
    public void Intersection_is_one_grant_after_the_other() => Prop.ForAll(Cases, c =>
    {
        var (one, other) = (FieldGrant.Compile(c.Type, Paths(c.Type, c.Grant)), FieldGrant.Compile(c.Type, Paths(c.Type, c.Other)));
        var (both, after) = (GeneratedMessage.Of(c.Type, c.Message), GeneratedMessage.Of(c.Type, c.Message));

        one.Intersect(other).Apply(both);
        one.Apply(after);
        other.Apply(after);

        Assert.Equal(GeneratedMessage.Leaves(after), GeneratedMessage.Leaves(both));
    }).Check(Thorough);

    [Fact]
    public void Union_is_what_either_leaves() => Prop.ForAll(Cases, c =>
    {
        var (one, other) = (FieldGrant.Compile(c.Type, Paths(c.Type, c.Grant)), FieldGrant.Compile(c.Type, Paths(c.Type, c.Other)));
        var (either, first, second) = (GeneratedMessage.Of(c.Type, c.Message), GeneratedMessage.Of(c.Type, c.Message), GeneratedMessage.Of(c.Type, c.Message));

        one.Union(other).Apply(either);
        one.Apply(first);
        other.Apply(second);

        var expected = GeneratedMessage.Leaves(first);
        expected.UnionWith(GeneratedMessage.Leaves(second));
        Assert.Equal(expected, GeneratedMessage.Leaves(either));
    }).Check(Thorough);

    [Fact]
    public void Released_paths_are_granted_paths_that_the_message_holds() => Prop.ForAll(Cases, c =>
    {
        var (message, paths) = (GeneratedMessage.Of(c.Type, c.Message), Paths(c.Type, c.Grant));
        var grant = FieldGrant.Compile(c.Type, paths);
        var released = grant.Releases();

        grant.Apply(message, released);

        var leaves = GeneratedMessage.Leaves(message).Select(GeneratedMessage.PathOf).Distinct().ToList();
        Assert.All(leaves, leaf => Assert.Contains(released.Paths, path => IsOrIsUnder(leaf, path)));
        Assert.All(released.Paths, path => Assert.Contains(paths, granted => granted == "*" || IsOrIsUnder(path, granted.TrimEnd('*').TrimEnd('.'))));
    }).Check(Thorough);

    // a naive reading of the same rule, to compare with
    private static bool Covers(IEnumerable<string> paths, string leaf) =>
        paths.Any(path => path == "*" || IsOrIsUnder(leaf, path.EndsWith(".*", StringComparison.Ordinal) ? path[..^2] : path));

    private static bool IsOrIsUnder(string path, string above) => path == above || path.StartsWith(above + ".", StringComparison.Ordinal);

    private static List<string> Paths(MessageDescriptor type, int seed)
    {
        var dice = new Random(seed);
        var share = dice.NextDouble();
        return [.. Grantable(type, "", 0).Where(_ => dice.NextDouble() < share)];
    }

    private static IEnumerable<string> Grantable(MessageDescriptor type, string prefix, int depth)
    {
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            var path = prefix + field.Name;
            var beneath = FieldPath.Beneath(field);
            if (beneath is null || FieldPath.IsValue(beneath))
            {
                yield return path;
                continue;
            }

            if (field.FieldNumber % 5 == 0)
                yield return path + ".*";
            if (depth < 5)
            {
                foreach (var deeper in Grantable(beneath, path + ".", depth + 1))
                    yield return deeper;
            }
        }
    }
}
