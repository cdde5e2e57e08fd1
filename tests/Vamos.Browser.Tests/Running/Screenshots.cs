namespace Vamos.Browser.Tests.Running;

/// <summary>
/// Where pictures of the page are kept: <c>artifacts/test-results/screenshots</c> of the repository, or the folder that VAMOS_SCREENSHOTS names.
/// </summary>
internal static class Screenshots
{
    public static string Folder { get; } = Make();

    private static string Make()
    {
        var folder = Environment.GetEnvironmentVariable("VAMOS_SCREENSHOTS")
            ?? Path.Combine(Root(AppContext.BaseDirectory), "artifacts", "test-results", "screenshots");
        Directory.CreateDirectory(folder);
        Console.WriteLine($"Screenshots of the page: {folder}");
        return folder;
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Vamos.Hub.sln"))
        ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}
