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

    private const string SubjectInsertion = "INSERT INTO audit_subject (bucket, subject_key, log_index) VALUES (?, ?, ?)";

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _insertSubject;

    public SqliteRows(DbConnection connection)
    {
        _database = ((SqliteConnection)connection).Handle!;
        Check(raw.sqlite3_prepare_v2(_database, Insertion, out _insert));
        Check(raw.sqlite3_prepare_v2(_database, SubjectInsertion, out _insertSubject));
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
            Run(_insert);
            if (row.Record.FurtherSubjectHashes.Count != 0)
                InsertSubjects(row);
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _insertSubject.Dispose();
    }

    private void InsertSubjects(LogRow row)
    {
        foreach (var subject in row.FurtherSubjectKeys)
        {
            Check(raw.sqlite3_bind_int64(_insertSubject, 1, row.Index >> AuditSchema.SubjectBucketBits));
            Check(raw.sqlite3_bind_int64(_insertSubject, 2, subject));
            Check(raw.sqlite3_bind_int64(_insertSubject, 3, row.Index));
            Run(_insertSubject);
        }
    }

    private void Run(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _database);
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
