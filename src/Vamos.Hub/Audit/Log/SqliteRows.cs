namespace Vamos.Hub.Audit.Log;

using System.Data.Common;
using Microsoft.Data.Sqlite;

/// <summary>One prepared statement, run for every record.</summary>
internal sealed class SqliteRows : ILogRows
{
    private readonly SqliteCommand _insert;

    public SqliteRows(DbConnection connection)
    {
        _insert = ((SqliteConnection)connection).CreateCommand();
        _insert.CommandText =
            """
            INSERT INTO audit_record (log_index, exchange_id, consumer, method, outcome, subject_key, recorded_at, record)
            VALUES ($index, $exchange, $consumer, $method, $outcome, $subject, $at, $record)
            """;
        foreach (var (name, type) in new[]
                 {
                     ("$index", SqliteType.Integer), ("$exchange", SqliteType.Text), ("$consumer", SqliteType.Text), ("$method", SqliteType.Text),
                     ("$outcome", SqliteType.Integer), ("$subject", SqliteType.Integer), ("$at", SqliteType.Integer), ("$record", SqliteType.Blob),
                 })
        {
            _insert.Parameters.Add(name, type);
        }
    }

    public void Insert(DbTransaction transaction, List<LogRow> rows)
    {
        _insert.Transaction = (SqliteTransaction)transaction;
        foreach (var row in rows)
        {
            _insert.Parameters[0].Value = row.Index;
            _insert.Parameters[1].Value = row.Record.ExchangeId;
            _insert.Parameters[2].Value = row.Record.ConsumerInstitution;
            _insert.Parameters[3].Value = row.Record.Method;
            _insert.Parameters[4].Value = (int)row.Record.Outcome;
            _insert.Parameters[5].Value = row.SubjectKey ?? (object)DBNull.Value;
            _insert.Parameters[6].Value = row.RecordedAt;
            _insert.Parameters[7].Value = row.Bytes;
            _insert.ExecuteNonQuery();
        }
    }

    public void Dispose() => _insert.Dispose();
}
