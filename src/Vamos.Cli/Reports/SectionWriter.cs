namespace Vamos.Cli.Reports;

using Spectre.Console;
using Spectre.Console.Rendering;

/// <summary>Writes sections: aligned columns without frames, so that the same text serves eyes and <c>grep</c>.</summary>
internal static class SectionWriter
{
    private const int Indent = 2;
    private const int LongestUnbroken = 14;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(decoration: Decoration.Dim);

    /// <summary>Writes a section and a blank line; nothing when it has no rows.</summary>
    public static void Write(IAnsiConsole console, Section section)
    {
        if (TableOf(section, console.Profile.Width) is not { } table)
            return;

        if (section.Title.Length != 0)
            console.Write(new Text(Plain(section.Title) + "\n", Strong));
        console.Write(table);
        console.Write(new Text("\n"));
    }

    /// <summary>Sections in one piece, to be drawn in the same place again; titles stand without rows, too.</summary>
    public static IRenderable Drawn(IEnumerable<Section> sections, int width) => new Rows(
        from section in sections
        let table = TableOf(section, width)
        from part in (IRenderable[])[new Text(Plain(section.Title), Strong), .. table is null ? [] : new IRenderable[] { table }, new Text("")]
        select part);

    private static Padder? TableOf(Section section, int width)
    {
        // A column that says nothing in any row is only in the way.
        var kept = Enumerable.Range(0, section.Columns.Count).Where(i => section.Rows.Any(row => row[i].Length != 0)).ToArray();
        if (kept.Length == 0)
            return null;

        var table = new Table { Border = TableBorder.None, ShowHeaders = section.Columns.Any(heading => heading.Length != 0) };
        var unbroken = Unbroken(section, kept, width);
        foreach (var i in kept)
        {
            table.AddColumn(new TableColumn(new Text(section.Columns[i], Faint))
            {
                Padding = new Padding(0, 0, i == kept[^1] ? 0 : 2, 0),
                NoWrap = unbroken.Contains(i),
            });
        }

        foreach (var row in section.Rows)
            table.AddRow(kept.Select(i => new Text(Plain(row[i]))));
        return new Padder(table, new Padding(Indent, 0, 0, 0));
    }

    /// <summary>The text without what a terminal would take for commands: the words come from other people's databases.</summary>
    public static string Plain(string text) =>
        text.Any(IsCommand) ? string.Concat(text.Select(c => IsCommand(c) ? '?' : c)) : text;

    // On a narrow screen the long texts make room, and dates and amounts stay in one piece; unless even so it is too narrow,
    // when columns that may not be broken would be cut off.
    private static int[] Unbroken(Section section, int[] kept, int width)
    {
        var widths = kept.ToDictionary(i => i, i => section.Rows.Select(row => row[i].Length).Append(section.Columns[i].Length).Max());
        var needed = Indent + kept.Sum(i => Math.Min(widths[i], LongestUnbroken) + 2);
        return needed <= width ? [.. kept.Where(i => widths[i] <= LongestUnbroken)] : [];
    }

    private static bool IsCommand(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
