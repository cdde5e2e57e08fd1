namespace Vamos.Sandbox.LegacySystems;

/// <summary>One row on its way into a legacy table; what is not set is NULL.</summary>
internal sealed class LegacyRow(LegacyTable table)
{
    private readonly object?[] _values = new object?[table.Columns.Count];

    public LegacyTable Table => table;

    public IReadOnlyList<object?> Values => _values;

    public object? this[string column]
    {
        get => _values[table.PositionOf(column)];
        set => _values[table.PositionOf(column)] = value;
    }

    public long Key => Convert.ToInt64(_values[0]);

    public LegacyRow Copy()
    {
        var copy = new LegacyRow(table);
        _values.CopyTo(copy._values, 0);
        return copy;
    }
}
