namespace Vamos.Compat.Redis.Tests.Client;

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using StackExchange.Redis;

/// <summary>The client's binary was compiled against the packages; each of its references has to find its target here.</summary>
public sealed class NeededMembersTests
{
    private static readonly Assembly _client = typeof(ConnectionMultiplexer).Assembly;

    [Theory]
    [InlineData("Pipelines.Sockets.Unofficial", "1.0.0.0")]
    [InlineData("System.IO.Hashing", "10.0.0.2")]
    public void Assembly_thatTheClientNames_hasThatVersion(string name, string version)
    {
        var needed = _client.GetReferencedAssemblies().Single(reference => reference.Name == name);

        Assert.Equal(Version.Parse(version), needed.Version);
        Assert.Equal(needed.Version, Assembly.Load(name).GetName().Version);
    }

    [Fact]
    public void References_ofTheClient_areAllResolved()
    {
        using var file = new PEReader(File.OpenRead(_client.Location));
        var metadata = file.GetMetadataReader();
        List<string> missing = [];
        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.TypeRef); row++)
            Try(missing, () => _client.ManifestModule.ResolveType(0x01000000 | row));
        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.MemberRef); row++)
            Try(missing, () => _client.ManifestModule.ResolveMember(0x0A000000 | row, _arguments, _arguments));

        Assert.Empty(missing);
    }

    // For references inside generic types and methods; what the arguments are does not matter to whether a member exists.
    private static readonly Type[] _arguments = [.. Enumerable.Repeat(typeof(Action), 4)];

    private static void Try(List<string> missing, Action resolve)
    {
        try
        {
            resolve();
        }
        catch (TypeLoadException e) when (e.Message.StartsWith("GenericArguments[", StringComparison.Ordinal))
        {
            // The client's own generic type exists, it only takes no such argument.
            Assert.Contains("'StackExchange.Redis.", e.Message, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is MissingMemberException or TypeLoadException or FileNotFoundException)
        {
            missing.Add(e.Message);
        }
    }
}
