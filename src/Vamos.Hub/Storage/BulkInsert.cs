namespace Vamos.Hub.Storage;

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

/// <summary>
/// Many rows of one table in one go: a statement prepared once and bound through the interface of SQLite itself, or one binary copy to PostgreSQL.
/// The parameters of a command would cost more than the rows.
/// </summary>
internal static class BulkInsert
{
    /// <summary>Inserts the rows.</summary>
    /// <param name="transaction">The transaction that they belong to.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, in the order of the values.</param>
    /// <param name="rows">Values of the types <see cref="long"/>, <see cref="int"/>, <see cref="string"/> and bytes, or null.</param>
    public static void Rows(DbTransaction transaction, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
            return;
        if (transaction.Connection is SqliteConnection sqlite)
            IntoSqlite(sqlite, table, columns, rows);
        else
            IntoPostgres((NpgsqlConnection)transaction.Connection!, table, columns, rows);
    }

    private static void IntoSqlite(SqliteConnection connection, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        var database = connection.Handle!;
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        Check(database, raw.sqlite3_prepare_v2(database, sql, out var insert));
        using (insert)
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++)
                    Check(database, Bind(insert, i + 1, row[i]));
                var result = raw.sqlite3_step(insert);
                _ = raw.sqlite3_reset(insert);
                if (result != raw.SQLITE_DONE)
                    Check(database, result);
            }
        }
    }

    private static int Bind(sqlite3_stmt statement, int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        int number => raw.sqlite3_bind_int(statement, index, number),
        string text => raw.sqlite3_bind_text(statement, index, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        _ => throw new NotSupportedException($"Values of {value.GetType()} are not inserted in bulk."),
    };

    private static void Check(sqlite3 database, int result) => SqliteException.ThrowExceptionForRC(result, database);

    private static void IntoPostgres(NpgsqlConnection connection, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        using var copy = connection.BeginBinaryImport($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            copy.StartRow();
            foreach (var value in row)
                Write(copy, value);
        }

        copy.Complete();
    }

    private static void Write(NpgsqlBinaryImporter copy, object? value)
    {
        switch (value)
        {
            case null:
                copy.WriteNull();
                break;
            case long number:
                copy.Write(number, NpgsqlDbType.Bigint);
                break;
            case int number:
                copy.Write(number, NpgsqlDbType.Integer);
                break;
            case string text:
                copy.Write(text, NpgsqlDbType.Text);
                break;
            case byte[] bytes:
                copy.Write(bytes, NpgsqlDbType.Bytea);
                break;
            default:
                throw new NotSupportedException($"Values of {value.GetType()} are not inserted in bulk.");
        }
    }
}
