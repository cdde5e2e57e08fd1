namespace Vamos.Adapters.Mds;

using System.Data.Common;
using Vamos.Adapters.Quarantine;

/// <summary>
/// Goes once through every row after the start, beside the lookups, and sets aside what cannot be translated. Lookups alone would never meet a row
/// whose cédula nobody can read.
/// </summary>
internal sealed class MdsSurvey(MdsDatabase database, MdsTables tables, QuarantineStore quarantine, ILogger<MdsAdapter> logger)
{
    private const int RowsPerPage = 1_000;

    private long _rows;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await GoThroughAsync(connection, tables.Persons, cancellationToken);
            await GoThroughAsync(connection, tables.Objections, cancellationToken);
            await GoThroughAsync(connection, tables.Forms, cancellationToken);
            await GoThroughAsync(connection, tables.Members, cancellationToken);
            await GoThroughAsync(connection, MdsRolls.Tekopora, cancellationToken);
            foreach (var roll in MdsRolls.Others)
                await GoThroughAsync(connection, roll, cancellationToken);
            MdsLog.Surveyed(logger, _rows, quarantine.Count);
        }
        catch (LegacySystemException e)
        {
            MdsLog.SurveyEnded(logger, e.Message);
        }
    }

    private async Task GoThroughAsync<TRow>(DbConnection connection, MdsTable<TRow> table, CancellationToken cancellationToken)
        where TRow : MdsRow
    {
        var after = long.MinValue;
        List<TRow> page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = await MdsDatabase.PageAsync(connection, table, after, RowsPerPage, cancellationToken);
            foreach (var row in page.Where(row => !row.IsSound))
                quarantine.SetAside(new SetAsideRow(table.Name, row.Key, row.Issues));
            _rows += page.Count;
            after = page.Count == 0 ? after : long.Parse(page[^1].Key);
            // Lookups come first: SQLite reads on the thread that asks.
            await Task.Yield();
        }
        while (page.Count == RowsPerPage);
    }
}
