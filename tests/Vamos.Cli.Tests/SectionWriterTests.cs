namespace Vamos.Cli.Tests;

using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;

public sealed class SectionWriterTests
{
    private static readonly Section Enrollments = new(
        "Enrollments",
        ["Programme", "Status", "Amount", "Since", "Nothing", "Through", "Source"],
        [
            ["Tekoporã", "active", "Gs. 375.000", "2025-11-22", "", "via household FH099000004, paid to 99000004", "mds padron-tekopora, 2026-04-30"],
            ["Abrazo", "suspended", "", "2020-03-01", "", "", "minna abrazo, 2026-01-12"],
        ]);

    [Theory]
    [InlineData(400)]
    [InlineData(100)]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    public void Table_on_a_screen_of_any_width_loses_no_character(int width)
    {
        var written = Write(Enrollments, width);

        var cells = Enrollments.Rows.SelectMany(row => row).Concat(Enrollments.Columns.Where(heading => heading != "Nothing")).Append("Enrollments");
        Assert.Equal(Letters(string.Concat(cells)), Letters(written));
        Assert.All(written.Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(80)]
    public void Table_on_a_usual_screen_keeps_dates_and_amounts_in_one_piece(int width)
    {
        var written = Write(Enrollments, width);

        Assert.Contains("Gs. 375.000  2025-11-22", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_without_rows_writes_nothing() =>
        Assert.Equal("", Write(Section.Of("Empty", Array.Empty<string>(), ("Heading", text => text)), 80));

    private static string Write(Section section, int width)
    {
        using var output = new StringWriter();
        var terminal = Terminal.Plain(output, TextWriter.Null, _ => null, TimeProvider.System);
        terminal.Console.Profile.Width = width;
        SectionWriter.Write(terminal.Console, section);
        return output.ToString().ReplaceLineEndings("\n");
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Order());
}
