namespace Vamos.Programmes.Tests;

using Vamos.Documents;
using Vamos.Programmes.Checks;

/// <summary>The documents of the repository.</summary>
internal static class Repository
{
    private static readonly Lazy<ProgrammeBook> Read = new(() =>
    {
        var result = ProgrammeCheck.Folder(Programmes);
        Assert.Empty(result.Findings);
        return result.Book!;
    });

    public static string Root { get; } = Find();

    public static string Programmes => Path.Combine(Root, "programmes");

    public static ProgrammeBook Book => Read.Value;

    public static IReadOnlyList<(string Name, string Text)> Texts { get; } = ProgrammeCheck.Read(Programmes).Texts;

    public static string Schema(string name) => Path.Combine(Root, "docs", "schema", name);

    /// <summary>The documents with the text of one of them replaced.</summary>
    public static ProgrammeCheckResult With(string file, string text) => ProgrammeCheck.Files(
        DocumentFiles.Of(Texts.Where(t => t.Name != file).Append((file, text)).Select(t => KeyValuePair.Create(t.Item1, t.Item2))));

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
