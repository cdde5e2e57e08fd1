namespace Vamos.Programmes.Tests.Tables;

using System.Globalization;

/// <summary>A table of decisions in a text file: <c>Programme:</c> or <c>Protection:</c>, <c>Base:</c>, and rows in columns that people can read.</summary>
internal static class DecisionTable
{
    /// <summary>Every row of a file, under the base that stands above it.</summary>
    public static IEnumerable<(string Programme, string Base, IReadOnlyList<string> Row)> RowsOf(string file)
    {
        var (programme, @base) = ("", "");
        foreach (var line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Tables", file)))
        {
            if (line.StartsWith("Programme:", StringComparison.Ordinal) || line.StartsWith("Protection:", StringComparison.Ordinal))
                programme = line.Split(':', 2)[1].Trim(' ', '`');
            else if (line.StartsWith("Base:", StringComparison.Ordinal))
                @base = line.Split(':', 2)[1].Trim(' ', '`');
            else if (line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal) && !line.StartsWith("| Case", StringComparison.Ordinal))
                yield return (programme, @base, [.. line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`'))]);
        }
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
