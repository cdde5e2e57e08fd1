namespace Vamos.Adapters.Drops;

using System.Text.Json;
using Microsoft.Data.Sqlite;
using Vamos.Adapter.V1;

/// <summary>One state of all accepted files, for one answer.</summary>
public sealed class DropReading : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    internal DropReading(SqliteConnection connection)
    {
        _connection = connection;
        try
        {
            // The first statement fixes the state that all others see.
            _transaction = connection.BeginTransaction(deferred: true);
            Drops = ReadDrops();
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The files in use.</summary>
    public IReadOnlyList<AcceptedDrop> Drops { get; }

    /// <summary>Whether any file of a layout was ever accepted.</summary>
    public bool Has(DropLayout layout) => Drops.Any(drop => drop.Layout == layout.Name);

    /// <summary>The rows of some people, by <see cref="DropKey"/>.</summary>
    public ILookup<string, StoredRow> OfPeople(DropLayout layout, IEnumerable<string> keys) => Find(layout, "key", keys).ToLookup(row => row.Key);

    /// <summary>The rows of some groups.</summary>
    public ILookup<string, StoredRow> OfGroups(DropLayout layout, IEnumerable<string> groups) =>
        Find(layout, "grp", groups.Where(group => group.Length != 0)).ToLookup(row => row.Group);

    /// <inheritdoc />
    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    private List<StoredRow> Find(DropLayout layout, string column, IEnumerable<string> values)
    {
        var wanted = JsonSerializer.Serialize(values.Distinct());
        var rows = new List<StoredRow>();
        try
        {
            foreach (var drop in Drops.Where(drop => drop.Layout == layout.Name))
            {
                // The indexes leave out who has no key, and serve only who says so too.
                using var command = Command($"""
                    SELECT key, grp, line, is_flawed, value FROM rows_{drop.Generation}
                    WHERE {column} IN (SELECT value FROM json_each($wanted)) AND {column} <> '' ORDER BY line
                    """);
                command.Parameters.AddWithValue("$wanted", wanted);
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    rows.Add(RowOf(reader, drop));
            }
        }
        catch (SqliteException e)
        {
            throw new LegacySystemException($"the store of nightly files cannot be read: {e.Message}", e);
        }

        return rows;
    }

    private static StoredRow RowOf(SqliteDataReader reader, AcceptedDrop drop)
    {
        var value = reader.GetFieldValue<byte[]>(4);
        var isFlawed = reader.GetInt64(3) != 0;
        return new StoredRow(
            reader.GetString(0),
            reader.GetString(1),
            reader.GetInt64(2),
            isFlawed ? [] : value,
            isFlawed ? [.. PersonRecords.Parser.ParseFrom(value).Issues] : [],
            drop);
    }

    private List<AcceptedDrop> ReadDrops()
    {
        using var command = Command(
            "SELECT generation, layout, part, file, sha256, as_of, accepted_at, rows FROM accepted WHERE is_current = 1 ORDER BY layout, part");
        using var reader = command.ExecuteReader();
        var drops = new List<AcceptedDrop>();
        while (reader.Read())
        {
            drops.Add(new AcceptedDrop(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
                reader.GetInt64(7)));
        }

        return drops;
    }

    // Statements are made of generations' numbers, never of input.
#pragma warning disable CA2100
    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        return command;
    }
#pragma warning restore CA2100
}
