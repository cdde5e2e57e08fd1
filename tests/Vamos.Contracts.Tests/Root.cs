namespace Vamos.Contracts.Tests;

/// <summary>The folder of the repository, found upwards from where the tests run.</summary>
internal static class Root
{
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Vamos.Hub.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}
