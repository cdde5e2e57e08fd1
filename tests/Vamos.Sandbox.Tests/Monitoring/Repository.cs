namespace Vamos.Sandbox.Tests.Monitoring;

/// <summary>The repository that these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Vamos.Hub.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}
