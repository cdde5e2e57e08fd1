namespace Vamos.EndToEnd.Tests.Running;

/// <summary>The repository, and the programs built in it in the configuration that these tests were built in.</summary>
public static class Repository
{
    private static readonly string Output = Path.GetRelativePath(Path.Combine(Root, "tests", "Vamos.EndToEnd.Tests"), AppContext.BaseDirectory);

    public static string Root => Find(AppContext.BaseDirectory);

    public static string Sandbox => Program("Vamos.Sandbox", "Vamos.Sandbox");

    public static string Hub => Program("Vamos.Hub", "Vamos.Hub");

    public static string Adapter => Program("Vamos.Adapters", "vamos-adapter");

    public static string Cli => Program("Vamos.Cli", "vamos");

    private static string Program(string project, string assembly) => Path.Combine(Root, "src", project, Output, assembly + ".dll");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Vamos.Hub.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}
