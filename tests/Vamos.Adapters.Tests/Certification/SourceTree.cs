namespace Vamos.Adapters.Tests.Certification;

/// <summary>The repository in which these tests were built.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Vamos.Hub.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}
