namespace Vamos.Adapters.Tests.Lab;

/// <summary>The guide of the MDS adapter, so that what it shows is tried.</summary>
public static class MdsGuide
{
    public static string Text { get; } = Read();

    /// <summary>The example of a file of queries.</summary>
    public static string Queries => Text.Split("```yaml", 2)[1].Split("```", 2)[0];

    private static string Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "adapter-mds.md")))
            folder = folder.Parent ?? throw new InvalidOperationException("docs/adapter-mds.md is not above the tests.");
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "adapter-mds.md"));
    }
}
