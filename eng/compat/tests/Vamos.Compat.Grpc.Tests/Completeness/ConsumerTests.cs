namespace Vamos.Compat.Tests.Completeness;

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

/// <summary>
/// The official binaries were compiled against the original assemblies. Whatever they refer to must be in ours, or it is
/// missing at run time, on the one code path that needs it.
/// </summary>
public sealed class ConsumerTests
{
    public static TheoryData<string> Consumers => [.. Binaries.Consumers];

    [Fact]
    public void Consumers_are_found_beside_the_test()
    {
        string[] known = ["Grpc.AspNetCore.Server", "Grpc.Net.Client", "StackExchange.Redis"];
        Assert.Subset(Binaries.Consumers.ToHashSet(), known.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Consumers))]
    public void Consumer_finds_every_type_and_member_it_refers_to(string consumer)
    {
        var missing = Binaries.Read(consumer, reader => Binaries.Missing(consumer, reader));
        Assert.True(missing.Count == 0, $"{consumer} would miss {missing.Count}:\n{string.Join('\n', missing)}");
    }

    [Theory]
    [MemberData(nameof(Consumers))]
    public void Consumer_refers_to_something_in_the_first_place(string consumer) =>
        Assert.NotEmpty(Binaries.Read(consumer, reader => References.Into(reader, Binaries.Providers).ToArray()));

    /// <summary>The same question, put to the runtime instead of to our reading of the metadata.</summary>
    [Theory]
    [MemberData(nameof(Consumers))]
    public void Consumer_members_are_resolved_by_the_runtime(string consumer)
    {
        var module = Assembly.Load(consumer).ManifestModule;
        var anything = Enumerable.Repeat(typeof(object), 8).ToArray();
        var failures = new List<string>();
        foreach (var token in Binaries.Read(consumer, MemberTokens))
        {
            try
            {
                Assert.NotNull(module.ResolveMember(token, anything, anything));
            }
            catch (Exception e) when (e is MissingMemberException or TypeLoadException or FileNotFoundException)
            {
                failures.Add(e.Message);
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    /// <summary>
    /// An override is no reference: where the base method is missing, it silently becomes a method that nobody calls.
    /// Loading the types also fails where an abstract or interface member of ours has no counterpart in theirs.
    /// </summary>
    [Theory]
    [MemberData(nameof(Consumers))]
    public void Consumer_types_load_and_override_what_they_mean_to(string consumer)
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var orphans =
            from type in Assembly.Load(consumer).GetTypes()
            where type.IsClass
            from method in type.GetMethods(declared)
            where method.IsVirtual && (method.Attributes & MethodAttributes.NewSlot) == 0 && method.GetBaseDefinition() == method
            select $"{type}: {method}";
        Assert.Empty(orphans);
    }

    [Theory]
    [MemberData(nameof(Consumers))]
    public void Consumer_gets_the_identity_it_asks_for(string consumer)
    {
        var asked = Assembly.Load(consumer).GetReferencedAssemblies().Where(name => Binaries.Providers.Contains(name.Name)).ToArray();
        Assert.NotEmpty(asked);
        Assert.All(asked, name =>
        {
            var ours = Assembly.Load(name.Name!).GetName();
            Assert.True(ours.Version >= name.Version, $"{name} is asked for, {ours} is there");
            if (name.Name!.StartsWith("Grpc.", StringComparison.Ordinal))
                Assert.Equal(name.GetPublicKeyToken(), ours.GetPublicKeyToken());
        });
    }

    [Theory]
    [InlineData("Grpc.Core.Api", "2.0.0.0", "d754f35622e28bad")]
    [InlineData("Grpc.Net.Common", "2.0.0.0", "d754f35622e28bad")]
    [InlineData("Pipelines.Sockets.Unofficial", "1.0.0.0", null)]
    [InlineData("System.IO.Hashing", "10.0.0.2", null)]
    public void Provider_bears_the_official_identity(string provider, string version, string? token)
    {
        var name = Assembly.Load(provider).GetName();
        Assert.Equal(Version.Parse(version), name.Version);
        if (token is not null)
            Assert.Equal(token, Convert.ToHexStringLower(name.GetPublicKeyToken()!));
    }

    private static int[] MemberTokens(MetadataReader reader) =>
    [
        .. from handle in reader.MemberReferences
           let type = References.DeclaringType(reader, reader.GetMemberReference(handle))
           where type is not null && Binaries.Providers.Contains(References.AssemblyOf(reader, type.Value))
           select MetadataTokens.GetToken(handle),
    ];
}
