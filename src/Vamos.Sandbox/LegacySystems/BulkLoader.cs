namespace Vamos.Sandbox.LegacySystems;

using System.Data.Common;
using System.Text;

/// <summary>Puts rows into tables of whichever database the connection leads to, many rows to a statement, all in one transaction.</summary>
internal static class BulkLoader
{
    // A server answers one long statement sooner than many short ones. SQLite has no way to go, but seeks every parameter by name.
    private const int ParametersToAServer = 3_000;

    public static async Task<IReadOnlyDictionary<string, int>> LoadAsync(
        DbConnection connection, IReadOnlyList<LegacyTable> tables, IEnumerable<LegacyRow> rows, CancellationToken cancellationToken)
    {
        var embedded = connection.GetType().Name.StartsWith("Sqlite", StringComparison.Ordinal);
        var byTable = rows.ToLookup(row => row.Table);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var table in tables)
        {
            await ExecuteAsync(connection, transaction, $"DROP TABLE IF EXISTS {table.Name}", cancellationToken);
            var statements = table.CreateStatements(embedded ? "blob" : "bytea").ToList();
            await ExecuteAsync(connection, transaction, statements[0], cancellationToken);
            var perStatement = embedded ? 1 : Math.Max(1, ParametersToAServer / table.Columns.Count);
            await InsertAsync(connection, transaction, table, [.. byTable[table]], perStatement, cancellationToken);
            foreach (var index in statements.Skip(1))
                await ExecuteAsync(connection, transaction, index, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        await ExecuteAsync(connection, null, "ANALYZE", cancellationToken);
        return tables.ToDictionary(table => table.Name, table => byTable[table].Count());
    }

    private static async Task InsertAsync(
        DbConnection connection,
        DbTransaction transaction,
        LegacyTable table,
        IReadOnlyList<LegacyRow> rows,
        int perStatement,
        CancellationToken cancellationToken)
    {
        var whole = rows.Count / perStatement * perStatement;
        await InsertAsync(connection, transaction, table, rows, 0, whole, perStatement, cancellationToken);
        await InsertAsync(connection, transaction, table, rows, whole, rows.Count, rows.Count - whole, cancellationToken);
    }

    private static async Task InsertAsync(
        DbConnection connection,
        DbTransaction transaction,
        LegacyTable table,
        IReadOnlyList<LegacyRow> rows,
        int from,
        int to,
        int perStatement,
        CancellationToken cancellationToken)
    {
        if (from == to)
            return;
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = InsertStatement(table, perStatement);
        for (var i = 0; i < perStatement * table.Columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            parameter.DbType = table.Columns[i % table.Columns.Count].DbType;
            command.Parameters.Add(parameter);
        }

        // Values first: SQLite does not prepare parameters that were never given one.
        for (var row = from; row < to; row += perStatement)
        {
            var position = 0;
            for (var i = row; i < row + perStatement; i++)
            {
                foreach (var value in rows[i].Values)
                    command.Parameters[position++].Value = value ?? DBNull.Value;
            }

            if (row == from)
                await command.PrepareAsync(cancellationToken);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string InsertStatement(LegacyTable table, int rows)
    {
        var sql = new StringBuilder($"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(column => column.Name))}) VALUES ");
        var parameter = 0;
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < table.Columns.Count; column++)
                sql.Append(column == 0 ? "@p" : ", @p").Append(parameter++);
            sql.Append(')');
        }

        return sql.ToString();
    }

    // The statements are made of the names in our own table definitions, never of input.
#pragma warning disable CA2100
    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
#pragma warning restore CA2100
}
