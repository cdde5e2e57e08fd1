namespace Vamos.Hub.Audit.History;

using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.Subjects;
using Vamos.Hub.Storage;

/// <summary>Finds exchanges in the log: by consumer, method, outcome and time, and by person for the right to know who saw the data.</summary>
public sealed class ExchangeHistory(Database database)
{
    // rows looked at for one page when what is asked for is rare; the next page goes on from there
    private const int MostRows = 20_000;
    private const int Chunk = 500;

    // of persons, asked for in one statement
    private const int Buckets = 64;

    /// <summary>One page, the latest first.</summary>
    /// <param name="query">Which exchanges.</param>
    /// <param name="pageSize">Most exchanges in the page.</param>
    /// <param name="pageToken">From the page before; empty for the first.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FormatException">The token is not one of a page.</exception>
    public async Task<ExchangePage> ListAsync(ExchangeQuery query, int pageSize, string pageToken, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        await using var connection = await database.ConnectAsync(cancellation);
        var before = pageToken.Length == 0 ? await EndAsync(connection, query.To) : ReadToken(pageToken);
        var from = query.From is { } time ? await IndexOfAsync(connection, time) : 0;
        var (sql, parameters) = Statement(query, database.Dialect, Math.Min(Chunk, pageSize + 1));

        var found = new List<ExchangeRecord>();
        for (var looked = 0; looked < MostRows;)
        {
            cancellation.ThrowIfCancellationRequested();
            parameters.Add("before", before);
            parameters.Add("from", from);
            var lowest = query.Subjects.Count == 0 ? 0 : AddBuckets(parameters, from, before);
            var rows = (await connection.QueryAsync<byte[]>(sql, parameters)).AsList();
            foreach (var row in rows)
            {
                var record = ExchangeRecord.Parser.ParseFrom(row);
                if (query.Covers(record))
                {
                    if (found.Count == pageSize)
                        return new ExchangePage(found, Token(before));
                    found.Add(record);
                }

                before = record.LogIndex;
            }

            looked += rows.Count;
            if (rows.Count == 0 && lowest <= from)
                return new ExchangePage(found, "");
            if (rows.Count == 0)
                before = lowest;
        }

        return new ExchangePage(found, Token(before));
    }

    private static (string Sql, DynamicParameters Parameters) Statement(ExchangeQuery query, Dialect dialect, int limit)
    {
        // the plus keeps the databases from walking along all positions where the index of persons leads straight there
        var position = query.Subjects.Count == 0 ? "log_index" : "+log_index";
        var sql = new StringBuilder($"SELECT record FROM audit_record WHERE {position} < @before AND {position} >= @from");
        var parameters = new DynamicParameters();
        Restrict("consumer = @consumer", "consumer", query.Consumer);
        Restrict("method = @method", "method", query.Method);
        if (query.Outcomes.Count != 0)
            Restrict(dialect.AnyOf("outcome", "outcomes"), "outcomes", query.Outcomes.Select(outcome => (int)outcome).ToArray());
        if (query.Subjects.Count != 0)
        {
            var keys = dialect.AnyOf("subject_key", "subjects");
            var about = $"""
                log_index IN (
                    SELECT log_index FROM audit_record WHERE {dialect.AnyOf($"({AuditSchema.SubjectBucket})", "buckets")} AND {keys}
                    UNION SELECT log_index FROM audit_subject WHERE {dialect.AnyOf("bucket", "buckets")} AND {keys})
                """;
            Restrict(about, "subjects", query.Subjects.Select(subject => SubjectHash.IndexKey(subject) ?? 0).ToArray());
        }

        sql.Append($" ORDER BY {position} DESC LIMIT {limit}");
        return (sql.ToString(), parameters);

        void Restrict(string condition, string name, object? value)
        {
            if (value is null)
                return;
            sql.Append(" AND ").Append(condition);
            parameters.Add(name, value);
        }
    }

    private static async Task<long> EndAsync(DbConnection connection, DateTimeOffset? to) =>
        to is { } time ? await IndexOfAsync(connection, time) : await SizeAsync(connection);

    private static Task<long> SizeAsync(DbConnection connection) =>
        connection.ExecuteScalarAsync<long>("SELECT size FROM audit_head WHERE id = 1");

    // the last buckets before a position; returns the first position that they cover
    private static long AddBuckets(DynamicParameters parameters, long from, long before)
    {
        var last = (before - 1) >> AuditSchema.SubjectBucketBits;
        var first = Math.Max(from >> AuditSchema.SubjectBucketBits, last - Buckets + 1);
        var buckets = new List<long>();
        for (var bucket = first; bucket <= last; bucket++)
            buckets.Add(bucket);
        parameters.Add("buckets", buckets.ToArray());
        return first << AuditSchema.SubjectBucketBits;
    }

    // the order of the log is an order in time, so a time is found by halving and needs no index
    private static async Task<long> IndexOfAsync(DbConnection connection, DateTimeOffset time)
    {
        var at = time.ToUnixTimeMilliseconds();
        var (low, high) = (0L, await SizeAsync(connection));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var row = await connection.QueryFirstOrDefaultAsync(
                "SELECT log_index, recorded_at FROM audit_record WHERE log_index >= @middle ORDER BY log_index LIMIT 1", new { middle });
            if (row is null || (long)row.recorded_at >= at)
                high = middle;
            else
                low = (long)row.log_index + 1;
        }

        return low;
    }

    private static string Token(long before) => before.ToString(CultureInfo.InvariantCulture);

    private static long ReadToken(string token) => long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
        ? before
        : throw new FormatException("This is not the token of a page.");
}
