namespace Vamos.Adapters.Mds.Sql;

using System.Data.Common;
using System.Diagnostics;

/// <summary>Tries every query against the database without reading a row, so that what does not fit is told at once and not by the first lookup.</summary>
internal sealed class MdsSchema(MdsDatabase database, DbConnection connection, TimeSpan timeout)
{
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, MarkType> _marks = [];

    /// <summary>Checks queries.</summary>
    /// <returns>How each that has one writes down its changes.</returns>
    /// <exception cref="LegacySystemException">Names every query and column that does not fit.</exception>
    public async Task<IReadOnlyDictionary<string, MarkType>> CheckAsync(
        IEnumerable<(string Query, IReadOnlyList<MdsColumn> Columns)> expected, CancellationToken cancellationToken)
    {
        foreach (var (query, columns) in expected)
            await CheckAsync(query, columns, cancellationToken);
        return _problems.Count == 0
            ? _marks
            : throw new LegacySystemException($"the queries do not fit the database (docs/adapter-mds.md): {string.Join("; ", _problems)}");
    }

    private async Task CheckAsync(string query, IReadOnlyList<MdsColumn> columns, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            await using var command = database.CommandOn(connection);
            command.CommandText = $"{database.Queries.From(query)} WHERE 1 = 0";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            Compare(query, columns, reader);
        }
        catch (DbException e)
        {
            // A database that does not answer says nothing about its columns.
            if (clock.Elapsed >= timeout || connection.State != System.Data.ConnectionState.Open)
                throw MdsDatabase.NotOpened(e);
            _problems.Add($"query '{query}' fails: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private void Compare(string query, IReadOnlyList<MdsColumn> columns, DbDataReader reader)
    {
        var returned = Enumerable.Range(0, reader.FieldCount).ToLookup(reader.GetName, StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns.Where(column => !returned.Contains(column.Name)))
            _problems.Add($"query '{query}' lacks the column '{column.Name}' ({TypeOf(column)})");
        foreach (var position in returned)
        {
            var first = position.First();
            if (columns.FirstOrDefault(column => column.Name.Equals(position.Key, StringComparison.OrdinalIgnoreCase)) is not { } column)
                _problems.Add($"query '{query}' returns the column '{position.Key}', which nobody reads");
            else if (position.Count() > 1)
                _problems.Add($"query '{query}' returns the column '{position.Key}' twice");
            else if (column.Refuses(reader.GetFieldType(first)))
                _problems.Add($"query '{query}' returns the column '{column.Name}' as {reader.GetDataTypeName(first)}, not as a {TypeOf(column)}");
            else if (column == MdsColumn.Mark)
                _marks[query] = MarkTypeOf(reader, first);
        }
    }

    private static string TypeOf(MdsColumn column) => column.Type.ToString().ToLowerInvariant();

    private static MarkType MarkTypeOf(DbDataReader reader, int position)
    {
        var type = reader.GetFieldType(position);
        if (type == typeof(DateTimeOffset))
            return MarkType.Zoned;
        if (type != typeof(DateTime))
            return MarkType.Text;
        return reader.GetDataTypeName(position).Contains("with time zone", StringComparison.OrdinalIgnoreCase) ? MarkType.Instant : MarkType.Local;
    }
}
