namespace Vamos.Translation.Delimited;

/// <summary>A column of a delimited file.</summary>
/// <param name="Name">Its name in the header, to the letter.</param>
/// <param name="Check">What is wrong with a field that nothing is made of, without quoting it; null when nothing is, or when nothing is known of it.</param>
/// <param name="MaxLength">Most bytes of a field; more mean that lines or columns ran together.</param>
public sealed record DelimitedColumn(string Name, Func<string, string?>? Check = null, int MaxLength = DelimitedColumn.LongestText)
{
    /// <summary>Most bytes, where a column does not say otherwise.</summary>
    public const int LongestText = 500;

    /// <summary>Columns of free text, by their names in order.</summary>
    public static IReadOnlyList<DelimitedColumn> Texts(string names, char separator = ';') => [.. names.Split(separator).Select(name => new DelimitedColumn(name))];
}
