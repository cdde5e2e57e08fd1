namespace Vamos.Adapters.Health.Hl7.Store;

using System.Globalization;
using Microsoft.Data.Sqlite;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>The changes of the store in their order. A position is the store's own number and the number of a change in it.</summary>
internal sealed class EventFeed(string path)
{
    private const int PageSize = 300;

    /// <exception cref="ChangePositionException">The position is none, or too old.</exception>
    /// <exception cref="LegacySystemException">The store cannot be read.</exception>
    public async Task<ChangePage> ReadAsync(string? position, CancellationToken cancellationToken)
    {
        await using var connection = await EventDatabase.OpenForReadingAsync(path, cancellationToken);
        try
        {
            // One transaction, so that nothing is forgotten between the looks.
            await using var transaction = connection.BeginTransaction(deferred: true);
            return Read(connection, position);
        }
        catch (SqliteException e)
        {
            throw EventDatabase.Unreadable(e);
        }
    }

    private static ChangePage Read(SqliteConnection connection, string? position)
    {
        using var meta = new Statement(connection, "SELECT value FROM meta WHERE key = $1", 1);
        using var last = new Statement(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'change'", 0);
        var store = (string)meta.Scalar("store")!;
        var newest = (long)(last.Scalar() ?? 0L);
        if (position is null)
            return new ChangePage([], Position(store, newest));

        var after = After(position, store);
        var forgotten = long.Parse((string)meta.Scalar("forgotten")!, CultureInfo.InvariantCulture);
        if (after < forgotten || after > newest)
            throw new ChangePositionException("What came behind this position is no longer known.", isTooOld: true);

        using var next = new Statement(
            connection, $"SELECT seq, cedula, kinds, time FROM change WHERE seq > $1 ORDER BY seq LIMIT {PageSize}", 1);
        using var reader = next.Read(after);
        var changes = new List<RecordChange>();
        while (reader.Read())
        {
            if (!NationalId.TryParse(reader.GetString(1), out var person))
                continue;
            after = reader.GetInt64(0);
            changes.Add(new RecordChange(
                person, KindsOf(reader.GetInt64(2)), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)), Position(store, after)));
        }

        return new ChangePage(changes, Position(store, after), changes.Count == PageSize);
    }

    private static string Position(string store, long number) => string.Create(CultureInfo.InvariantCulture, $"{store}.{number}");

    private static long After(string position, string store)
    {
        if (position.Split('.') is not [{ Length: 32 } of, var number]
            || of.Any(c => !char.IsAsciiHexDigit(c))
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
            throw new ChangePositionException("This is no position of the HL7 events.", isTooOld: false);
        return of == store ? after : throw new ChangePositionException("This position is of a store that is no longer there.", isTooOld: true);
    }

    private static FactKinds KindsOf(long bits) =>
        FactKinds.Of(new[] { FactKind.Person, FactKind.Immunization }.Where(kind => (bits & (1L << (int)kind)) != 0));
}
