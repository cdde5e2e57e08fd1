namespace Vamos.Hub.Audit.Log;

using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

/// <summary>One binary copy for all records.</summary>
internal sealed class PostgresRows : ILogRows
{
    public void Insert(DbTransaction transaction, List<LogRow> rows)
    {
        if (rows.Count == 0)
            return;
        var connection = (NpgsqlConnection)transaction.Connection!;
        InsertRecords(connection, rows);
        if (rows.Exists(row => row.Record.FurtherSubjectHashes.Count != 0))
            InsertSubjects(connection, rows);
    }

    public void Dispose()
    {
        // nothing is kept between batches
    }

    private static void InsertRecords(NpgsqlConnection connection, List<LogRow> rows)
    {
        using var copy = connection.BeginBinaryImport(
            "COPY audit_record (log_index, exchange_id, consumer, method, outcome, subject_key, recorded_at, record) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            copy.StartRow();
            copy.Write(row.Index, NpgsqlDbType.Bigint);
            copy.Write(Storable(row.Record.ExchangeId), NpgsqlDbType.Text);
            copy.Write(Storable(row.Record.ConsumerInstitution), NpgsqlDbType.Text);
            copy.Write(Storable(row.Record.Method), NpgsqlDbType.Text);
            copy.Write((int)row.Record.Outcome, NpgsqlDbType.Integer);
            if (row.SubjectKey is { } subject)
                copy.Write(subject, NpgsqlDbType.Bigint);
            else
                copy.WriteNull();
            copy.Write(row.RecordedAt, NpgsqlDbType.Bigint);
            copy.Write(row.Bytes, NpgsqlDbType.Bytea);
        }

        copy.Complete();
    }

    private static void InsertSubjects(NpgsqlConnection connection, List<LogRow> rows)
    {
        using var copy = connection.BeginBinaryImport("COPY audit_subject (bucket, subject_key, log_index) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            foreach (var subject in row.FurtherSubjectKeys)
            {
                copy.StartRow();
                copy.Write(row.Index >> AuditSchema.SubjectBucketBits, NpgsqlDbType.Bigint);
                copy.Write(subject, NpgsqlDbType.Bigint);
                copy.Write(row.Index, NpgsqlDbType.Bigint);
            }
        }

        copy.Complete();
    }

    // a text of PostgreSQL cannot hold a zero; one odd record must not keep all others of its batch out
    private static string Storable(string text) => text.Contains('\0') ? text.Replace('\0', '\uFFFD') : text;
}
