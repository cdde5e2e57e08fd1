namespace Vamos.Adapters.Tests.Certification;

using Vamos.Adapters.Certification.Checks;

public sealed class DocumentationTests
{
    [Fact]
    public void Documentation_lists_every_check_as_it_is()
    {
        var rows = CheckCatalogue.All().Select(check => check.About).Select(about => $"| `{about.Id}` | {about.Title} | {about.Contract} |").ToList();

        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "certification.md"));
        var documented = lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.True(rows.SequenceEqual(documented), $"docs/certification.md must have these rows:\n{string.Join('\n', rows)}");
    }

    [Fact]
    public void Every_check_has_an_id_of_its_own() =>
        Assert.Equal(CheckCatalogue.All().Count, CheckCatalogue.All().Select(check => check.About.Id).Distinct().Count());
}
