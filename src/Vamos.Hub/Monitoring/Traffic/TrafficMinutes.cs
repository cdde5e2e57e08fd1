namespace Vamos.Hub.Monitoring.Traffic;

using System.Data.Common;
using Dapper;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Storage;

/// <summary>
/// Counts the exchange log by minutes. The counts are kept, so that a summary of a day need not read a day's log; who asks for one gets everything
/// up to the last record. Several hubs over one database count together: each page of the log is counted by whoever comes first.
/// </summary>
public sealed class TrafficMinutes : IDisposable
{
    private const long TicksOfMinute = TimeSpan.TicksPerMinute;

    private readonly Database _database;
    private readonly LogPages _log;
    private readonly SemaphoreSlim _counting = new(1, 1);

    private TrafficMinutes(Database database, LogPages log)
    {
        _database = database;
        _log = log;
    }

    /// <summary>Opens the summaries.</summary>
    /// <param name="database">Where they are kept; closed with the summaries.</param>
    /// <param name="log">What is counted.</param>
    /// <param name="cancellation">Ends the opening.</param>
    public static async Task<TrafficMinutes> OpenAsync(Database database, LogPages log, CancellationToken cancellation)
    {
        await Migrations.ApplyAsync(database, TrafficSchema.Room, TrafficSchema.Steps, cancellation);
        return new TrafficMinutes(database, log);
    }

    /// <summary>Counts what has been added to the log since.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _counting.WaitAsync(cancellation);
        try
        {
            while (await CountPageAsync(cancellation))
            {
                // until the end of the log
            }
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <summary>The traffic of whole minutes, up to the last record.</summary>
    /// <param name="from">The minute of this time is the first.</param>
    /// <param name="to">The minutes before this time.</param>
    /// <param name="consumer">Only of this consumer; null for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<TrafficWindow> ReadAsync(DateTimeOffset from, DateTimeOffset to, string? consumer, CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        await using var connection = await _database.ConnectAsync(cancellation);
        var rows = await connection.QueryAsync<(string Consumer, string Method, byte[] Cell)>(
            $"SELECT consumer, method, cell FROM traffic_minute WHERE minute >= @first AND minute < @end{(consumer is null ? "" : " AND consumer = @consumer")}",
            new { first = MinuteOf(from), end = MinuteOf(to + TimeSpan.FromTicks(TicksOfMinute - 1)), consumer });
        var window = new TrafficWindow();
        foreach (var row in rows)
            window.Add(new TrafficKey(row.Consumer, row.Method), TrafficCell.FromBytes(row.Cell));
        return window;
    }

    /// <summary>Forgets minutes before a time.</summary>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellation) => _database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("DELETE FROM traffic_minute WHERE minute < @minute", new { minute = MinuteOf(before) }, transaction),
        cancellation);

    /// <inheritdoc />
    public void Dispose()
    {
        _counting.Dispose();
        _database.Dispose();
    }

    private async Task<bool> CountPageAsync(CancellationToken cancellation)
    {
        var from = await PositionAsync(cancellation);
        var page = await _log.ReadAsync(from, cancellation);
        if (page.Count == 0)
            return false;

        var minutes = new Dictionary<long, TrafficWindow>();
        foreach (var record in page)
        {
            var minute = MinuteOf(ExchangeTimes.EndOf(record));
            if (!minutes.TryGetValue(minute, out var window))
                minutes[minute] = window = new TrafficWindow();
            window.Add(record);
        }

        await _database.WriteAsync(transaction => StoreAsync(transaction, from, page[^1].LogIndex + 1, minutes), cancellation);
        return page.Count == LogPages.PageSize;
    }

    private async Task<long> PositionAsync(CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>("SELECT next_index FROM traffic_position WHERE id = 1");
    }

    private static async Task<bool> StoreAsync(DbTransaction transaction, long from, long to, Dictionary<long, TrafficWindow> minutes)
    {
        var connection = transaction.Connection!;
        var taken = await connection.ExecuteAsync(
            "UPDATE traffic_position SET next_index = @to WHERE id = 1 AND next_index = @from", new { from, to }, transaction);
        if (taken == 0)
            return false;
        foreach (var (minute, window) in minutes)
        {
            foreach (var (key, cell) in window.Cells)
            {
                var row = new { minute, key.Consumer, key.Method };
                var known = await connection.QueryFirstOrDefaultAsync<byte[]>(
                    "SELECT cell FROM traffic_minute WHERE minute = @minute AND consumer = @Consumer AND method = @Method", row, transaction);
                if (known is not null)
                    cell.Add(TrafficCell.FromBytes(known));
                await connection.ExecuteAsync(
                    "INSERT INTO traffic_minute (minute, consumer, method, cell) VALUES (@minute, @Consumer, @Method, @cell) "
                    + "ON CONFLICT (minute, consumer, method) DO UPDATE SET cell = excluded.cell",
                    new { minute, key.Consumer, key.Method, cell = cell.ToBytes() },
                    transaction);
            }
        }

        return true;
    }

    private static long MinuteOf(DateTimeOffset time) => time.UtcTicks / TicksOfMinute;
}
