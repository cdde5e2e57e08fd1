namespace Vamos.Adapters.Mds.Changes;

using System.Data.Common;
using System.Globalization;
using Vamos.Adapters.Mds.Sql;

/// <summary>Reads the rows of tables by when they were changed.</summary>
internal sealed class ChangedRows(MdsDatabase database, IReadOnlyDictionary<string, MarkType> marks)
{
    private readonly RowFingerprint _fingerprint = new();

    public Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => database.OpenAsync(cancellationToken);

    /// <summary>The next rows of a table that were changed within some time, in the order of their changes.</summary>
    /// <param name="connection">From <see cref="OpenAsync"/>.</param>
    /// <param name="table">The table.</param>
    /// <param name="from">The earliest moment.</param>
    /// <param name="until">The latest moment.</param>
    /// <param name="behind">The place behind which to go on; null begins.</param>
    /// <param name="most">Most rows to read.</param>
    /// <param name="isWanted">Whether a row, by key and fingerprint, must be understood.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<List<ChangedRow>> PageAsync(
        DbConnection connection,
        MdsTable table,
        DateTimeOffset from,
        DateTimeOffset until,
        ChangePlace? behind,
        int most,
        Func<long, UInt128, bool> isWanted,
        CancellationToken cancellationToken)
    {
        var type = marks[table.Name];
        var mark = MdsColumn.Mark.Name;
        return database.ReadAsync(
            connection,
            statement =>
            {
                var first = statement.Value(behind?.Mark ?? ChangeTime.ToMark(from, type));
                var last = statement.Value(ChangeTime.ToMark(until, type));
                // The first condition is for the index, the last one for rows of one mark.
                var further = behind is { } place ? $" AND ({mark} > {statement.Value(place.Mark)} OR {table.Key} > {statement.Value(place.Key)})" : "";
                return $"{database.Queries.From(table.Name)} WHERE {mark} >= {first} AND {mark} <= {last}{further}"
                    + $" ORDER BY {mark}, {table.Key} {database.Queries.Dialect.First(most)}";
            },
            reader => Read(reader, table, isWanted),
            cancellationToken);
    }

    /// <summary>When the last change of a table was, up to a moment; null when there was none.</summary>
    public async Task<DateTimeOffset?> LatestAsync(DbConnection connection, MdsTable table, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var mark = MdsColumn.Mark.Name;
        var latest = await database.ReadAsync(
            connection,
            statement => $"SELECT max({mark}) FROM ({database.Queries.From(table.Name)}) q"
                + $" WHERE {mark} <= {statement.Value(ChangeTime.ToMark(until, marks[table.Name]))}",
            reader => ChangeTime.Of(reader.GetValue(0)),
            cancellationToken);
        return latest[0];
    }

    private ChangedRow Read(DbDataReader reader, MdsTable table, Func<long, UInt128, bool> isWanted)
    {
        var mark = reader.GetValue(reader.GetOrdinal(MdsColumn.Mark.Name));
        var written = Convert.ToString(reader.GetValue(reader.GetOrdinal(table.Key)), CultureInfo.InvariantCulture);
        _ = long.TryParse(written, CultureInfo.InvariantCulture, out var key);
        var fingerprint = _fingerprint.Of(reader);
        var row = isWanted(key, fingerprint) ? table.ReadRow(reader) : null;
        return new ChangedRow(table, new ChangePlace(mark, key), ChangeTime.Of(mark), fingerprint, row);
    }
}
