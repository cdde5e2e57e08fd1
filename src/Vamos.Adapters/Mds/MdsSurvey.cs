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
            foreach (var table in tables.All)
                await GoThroughAsync(connection, table, cancellationToken);
            MdsLog.Surveyed(logger, _rows, quarantine.Count);
        }
        catch (LegacySystemException e)
        {
            MdsLog.SurveyEnded(logger, e.Message);
        }
    }

    private async Task GoThroughAsync(DbConnection connection, MdsTable table, CancellationToken cancellationToken)
    {
        var after = long.MinValue;
        List<MdsRow> page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = await database.PageAsync(connection, table, after, RowsPerPage, cancellationToken);
            foreach (var row in page.Where(row => !row.IsSound))
                quarantine.SetAside(new SetAsideRow(table.Name, row.Key, row.Issues));
            _rows += page.Count;
            // Lookups come first: SQLite reads on the thread that asks.
            await Task.Yield();
        }
        while (page.Count == RowsPerPage && long.TryParse(page[^1].Key, out after));
    }
}
