namespace Vamos.Architecture.Tests;

using System.Reflection;
using System.Xml.Linq;

/// <summary>Who may reference whom: in the project files, and in the assemblies that come of them.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Vamos.Contracts"] = [],
        ["Vamos.Certificates"] = [],
        ["Vamos.Documents"] = [],
        ["Vamos.Programmes"] = ["Vamos.Contracts", "Vamos.Documents"],
        ["Vamos.Translation"] = ["Vamos.Contracts"],
        ["Vamos.Fips"] = ["Vamos.Contracts", "Vamos.Documents", "Vamos.Translation"],
        ["Vamos.Network"] = ["Vamos.Contracts", "Vamos.Documents", "Vamos.Translation"],
        ["Vamos.Trust"] = ["Vamos.Contracts", "Vamos.Documents"],
        ["Vamos.Hosting"] = ["Vamos.Contracts", "Vamos.Certificates"],
        ["Vamos.Hub"] = ["Vamos.Contracts", "Vamos.Certificates", "Vamos.Documents", "Vamos.Fips", "Vamos.Hosting", "Vamos.Network", "Vamos.Programmes", "Vamos.Trust"],
        ["Vamos.Adapters"] = ["Vamos.Contracts", "Vamos.Certificates", "Vamos.Hosting", "Vamos.Translation"],
        ["Vamos.Clients"] = ["Vamos.Contracts", "Vamos.Certificates", "Vamos.Trust"],
        ["Vamos.Cli"] = ["Vamos.Clients", "Vamos.Contracts", "Vamos.Certificates", "Vamos.Documents", "Vamos.Fips", "Vamos.Network", "Vamos.Programmes", "Vamos.Trust"],
        ["Vamos.Sandbox"] = ["Vamos.Hub", "Vamos.Adapters", "Vamos.Contracts", "Vamos.Certificates", "Vamos.Fips", "Vamos.Hosting", "Vamos.Network"],
    };

    public static TheoryData<string> Projects => new(Allowed.Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_references_only_what_it_may(string project)
    {
        var file = new[] { "src", "certs" }.Select(room => Path.Combine(Root, room, project, project + ".csproj")).Single(File.Exists);
        var referenced = XDocument.Load(file).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(referenced.Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_references_only_what_it_may(string project)
    {
        var name = project switch { "Vamos.Adapters" => "vamos-adapter", "Vamos.Cli" => "vamos", _ => project };
        var allowed = Allowed[project].Select(p => p switch { "Vamos.Adapters" => "vamos-adapter", _ => p });
        var referenced = Assembly.Load(name).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(a => a.StartsWith("vamos", StringComparison.OrdinalIgnoreCase));

        Assert.Empty(referenced.Except(allowed));
    }

    [Fact]
    public void Every_project_of_the_product_has_a_rule()
    {
        var projects = new[] { "src", "certs" }
            .SelectMany(room => Directory.GetFiles(Path.Combine(Root, room), "*.csproj", SearchOption.AllDirectories))
            .Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Allowed.Keys.Order(), projects.Order());
    }

    [Fact]
    public void Nothing_outside_its_folder_knows_that_compat_exists()
    {
        var own = Path.Combine(Root, "eng", "compat");
        var files = Directory.GetFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Where(f => !f.StartsWith(own, StringComparison.Ordinal));

        Assert.DoesNotContain(files, f => File.ReadAllText(f).Contains("compat", StringComparison.OrdinalIgnoreCase));
    }

    private static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Vamos.Hub.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}
