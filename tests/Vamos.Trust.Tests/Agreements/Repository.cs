namespace Vamos.Trust.Tests.Agreements;

/// <summary>Files of the repository that tests hold to their word.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string SandboxDocuments => Path.Combine(Root, "src", "Vamos.Sandbox", "Trust");

    public static string Schema(string name) => Path.Combine(Root, "docs", "schema", name);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
