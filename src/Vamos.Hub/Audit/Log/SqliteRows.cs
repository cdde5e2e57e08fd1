namespace Vamos.Hub.Audit.Log;

using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

/// <summary>
/// One prepared statement, run for every record. It is bound through the interface of SQLite itself: the parameters of a
/// command cost more than the insert.
/// </summary>
internal sealed class SqliteRows : ILogRows
{
    private const string Insertion =
        """
        INSERT INTO audit_record (log_index, exchange_id, consumer, method, outcome, subject_key, recorded_at, record)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _insert;

    public SqliteRows(DbConnection connection)
    {
        _database = ((SqliteConnection)connection).Handle!;
        Check(raw.sqlite3_prepare_v2(_database, Insertion, out _insert));
    }

    public void Insert(DbTransaction transaction, List<LogRow> rows)
    {
        foreach (var row in rows)
        {
            Check(raw.sqlite3_bind_int64(_insert, 1, row.Index));
            Check(raw.sqlite3_bind_text(_insert, 2, row.Record.ExchangeId));
            Check(raw.sqlite3_bind_text(_insert, 3, row.Record.ConsumerInstitution));
            Check(raw.sqlite3_bind_text(_insert, 4, row.Record.Method));
            Check(raw.sqlite3_bind_int(_insert, 5, (int)row.Record.Outcome));
            Check(row.SubjectKey is { } subject ? raw.sqlite3_bind_int64(_insert, 6, subject) : raw.sqlite3_bind_null(_insert, 6));
            Check(raw.sqlite3_bind_int64(_insert, 7, row.RecordedAt));
            Check(raw.sqlite3_bind_blob(_insert, 8, row.Bytes));
            var result = raw.sqlite3_step(_insert);
            _ = raw.sqlite3_reset(_insert);
            if (result != raw.SQLITE_DONE)
                SqliteException.ThrowExceptionForRC(result, _database);
        }
    }

    public void Dispose() => _insert.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
