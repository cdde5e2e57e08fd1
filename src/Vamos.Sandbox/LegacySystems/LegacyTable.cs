namespace Vamos.Sandbox.LegacySystems;

using System.Collections.Frozen;

/// <summary>A legacy table: its columns, the first of which is the key, and the columns that its owners had indexed.</summary>
internal sealed class LegacyTable
{
    private readonly FrozenDictionary<string, int> _positions;

    public LegacyTable(string name, IReadOnlyList<string> indexed, IReadOnlyList<LegacyColumn> columns)
    {
        Name = name;
        Indexed = indexed;
        Columns = columns;
        _positions = columns.Select((column, position) => (column.Name, position)).ToFrozenDictionary(entry => entry.Name, entry => entry.position);
    }

    public string Name { get; }

    public IReadOnlyList<string> Indexed { get; }

    public IReadOnlyList<LegacyColumn> Columns { get; }

    public int PositionOf(string column) => _positions.TryGetValue(column, out var position)
        ? position
        : throw new ArgumentException($"Table {Name} has no column {column}.", nameof(column));

    /// <summary>The statements that make the table; the type of bytes is the only one that differs between databases.</summary>
    public IEnumerable<string> CreateStatements(string bytesType)
    {
        var columns = Columns.Select(column => $"{column.Name} {SqlType(column, bytesType)}");
        yield return $"CREATE TABLE {Name} (\n  {string.Join(",\n  ", columns)}\n)";
        foreach (var column in Indexed)
            yield return $"CREATE INDEX ix_{Name}_{column} ON {Name} ({column})";
    }

    private static string SqlType(LegacyColumn column, string bytesType) => column.Type switch
    {
        LegacyType.Key => "bigint NOT NULL PRIMARY KEY",
        LegacyType.Integer => "bigint",
        LegacyType.Text => $"varchar({column.Length})",
        _ => bytesType,
    };
}
