namespace Vamos.Translation.Delimited;

using System.Collections.Frozen;
using System.Globalization;

/// <summary>The form of a delimited file: which columns stand in which order, and how text is written.</summary>
public sealed class DelimitedLayout
{
    private readonly FrozenDictionary<string, int> _positions;

    /// <param name="columns">The columns, in the order of the header.</param>
    public DelimitedLayout(IReadOnlyList<DelimitedColumn> columns)
    {
        Columns = columns;
        _positions = columns.Select((column, position) => (column.Name, position)).ToFrozenDictionary(entry => entry.Name, entry => entry.position);
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<DelimitedColumn> Columns { get; }

    /// <summary>What stands between fields.</summary>
    public char Delimiter { get; init; } = ';';

    /// <summary>How text is written.</summary>
    public DelimitedEncoding Encoding { get; init; } = DelimitedEncoding.Latin1;

    /// <summary>Reads the first record of a file as its header.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? HeaderFlaw(DelimitedReader line)
    {
        if (!line.Read() || line.Flaw is not null)
            return "it has no header that can be read";
        return LineFlaw(line);
    }

    internal int PositionOf(string column) => _positions.TryGetValue(column, out var position)
        ? position
        : throw new ArgumentException($"The layout has no column {column}.", nameof(column));

    private string? LineFlaw(DelimitedReader line)
    {
        for (var i = 0; i < Math.Min(line.Count, Columns.Count); i++)
        {
            if (!System.Text.Encoding.Latin1.GetString(line.Field(i)).Equals(Columns[i].Name, StringComparison.Ordinal))
                return string.Create(CultureInfo.InvariantCulture, $"its header differs: column {i + 1} is not {Columns[i].Name}");
        }

        if (line.Count < Columns.Count)
            return $"its header differs: it ends before {Columns[line.Count].Name}";
        return line.Count > Columns.Count
            ? string.Create(CultureInfo.InvariantCulture, $"its header differs: it has more than {Columns.Count} columns")
            : null;
    }
}
