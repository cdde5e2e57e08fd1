namespace Vamos.Adapters.Drops;

using System.Globalization;
using Microsoft.Data.Sqlite;

/// <summary>The changes that accepted files brought, by position. A position names the store, so that a rebuilt one does not go on from another's.</summary>
internal sealed class DropChanges(DropStore store, IReadOnlyList<DropLayout> layouts)
{
    private const int ChangesPerPage = 500;

    private readonly Dictionary<string, FactKinds> _kinds = layouts.ToDictionary(layout => layout.Name, layout => layout.Kinds);

    /// <inheritdoc cref="IChangeSource.ReadChangesAsync" />
    public ChangePage Read(string? position)
    {
        try
        {
            using var connection = store.Connect();
            using var transaction = connection.BeginTransaction(deferred: true);
            var (first, last) = Extent(connection, transaction);
            if (position is null)
                return new ChangePage([], At(last));
            var after = Parse(position);
            // A number that was never given comes from a store of which an older copy was put back.
            if (after > last || after < first - 1)
                throw new ChangePositionException("the changes behind this position are no longer known", isTooOld: true);
            var changes = Read(connection, transaction, after, out var reached);
            return new ChangePage(changes, At(reached), More: reached < last);
        }
        catch (SqliteException e)
        {
            throw new LegacySystemException($"the store of nightly files cannot be read: {e.Message}", e);
        }
    }

    private List<RecordChange> Read(SqliteConnection connection, SqliteTransaction transaction, long after, out long reached)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT sequence, key, layout, changed_at FROM change WHERE sequence > $after ORDER BY sequence LIMIT $most";
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$most", ChangesPerPage);
        using var reader = command.ExecuteReader();
        var changes = new List<RecordChange>();
        reached = after;
        while (reader.Read())
        {
            reached = reader.GetInt64(0);
            var kinds = _kinds.GetValueOrDefault(reader.GetString(2));
            var time = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3));
            changes.Add(new RecordChange(DropKey.Person(reader.GetString(1)), kinds, time, At(reached)));
        }

        return changes;
    }

    private static (long First, long Last) Extent(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            SELECT (SELECT MIN(sequence) FROM change), COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0)
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        var last = reader.GetInt64(1);
        return (reader.IsDBNull(0) ? last + 1 : reader.GetInt64(0), last);
    }

    private string At(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{store.Id}.{sequence}");

    private long Parse(string position)
    {
        var dot = position.IndexOf('.', StringComparison.Ordinal);
        if (dot != store.Id.Length || !long.TryParse(position.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            throw new ChangePositionException("this is no position of the changes of nightly files", isTooOld: false);
        if (!position.StartsWith(store.Id, StringComparison.Ordinal))
            throw new ChangePositionException("the store of nightly files was made anew since this position", isTooOld: true);
        return sequence;
    }
}
