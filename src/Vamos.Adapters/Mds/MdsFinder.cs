namespace Vamos.Adapters.Mds;

using System.Data.Common;
using System.Globalization;

/// <summary>Finds rows over one connection, and keeps count of all that it found.</summary>
internal sealed class MdsFinder(MdsDatabase database, DbConnection connection, CancellationToken cancellationToken)
{
    private readonly List<(string Table, MdsRow Row)> _found = [];

    /// <summary>Every row found so far.</summary>
    public IReadOnlyList<(string Table, MdsRow Row)> Found => _found;

    public Task<List<TRow>> ByCedulaAsync<TRow>(MdsTable<TRow> table, IReadOnlyCollection<string> keys, string? also = null)
        where TRow : MdsRow => FindAsync(table, CedulaKey.Column, [.. keys], also);

    public Task<List<TRow>> ByTextAsync<TRow>(MdsTable<TRow> table, string column, IEnumerable<string> texts)
        where TRow : MdsRow => FindAsync(table, column, [.. texts.Where(text => text.Length != 0).Distinct(StringComparer.Ordinal)], null);

    public Task<List<TRow>> ByNumberAsync<TRow>(MdsTable<TRow> table, string column, IEnumerable<string> numbers, string? also = null)
        where TRow : MdsRow => FindAsync(
            table, column, [.. numbers.Select(Parse).OfType<long>().Distinct()], also);

    private async Task<List<TRow>> FindAsync<TRow, TValue>(MdsTable<TRow> table, string column, IReadOnlyList<TValue> values, string? also)
        where TRow : MdsRow
        where TValue : notnull
    {
        var rows = await database.FindAsync(connection, table, column, values, also, cancellationToken);
        _found.AddRange(rows.Select(row => (table.Name, (MdsRow)row)));
        return rows;
    }

    // Nobody refers to a row whose key is not a number, since such a reference is set aside.
    private static long? Parse(string key) => long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
