namespace Vamos.Hub.Fips.Store;

using System.Data.Common;
using Dapper;
using Vamos.Common.V1;
using Vamos.Fips.V1;
using Vamos.Hub.Storage;
using Vamos.Hub.Storage.Feeds;

/// <summary>The registry's own database, and what is read from it.</summary>
public sealed class FormStore : IDisposable
{
    private readonly Database _database;

    private FormStore(Database database, byte[] tokenKey, TimeProvider time)
    {
        _database = database;
        Tokens = new FormTokens(tokenKey);
        Signal = new FeedSignal(time);
        Writer = new FormWriter(database, Signal, time);
        Erasure = new FormErasure(database, Signal, time);
    }

    /// <summary>Where it is.</summary>
    internal Database Database => _database;

    /// <summary>Positions as callers keep them.</summary>
    internal FormTokens Tokens { get; }

    /// <summary>Tells that this process has stored something.</summary>
    internal FeedSignal Signal { get; }

    /// <summary>Stores forms.</summary>
    internal FormWriter Writer { get; }

    /// <summary>Erases forms where the law demands it.</summary>
    internal FormErasure Erasure { get; }

    /// <summary>Opens the registry, and makes its tables where they are missing.</summary>
    /// <param name="connectionString">A SQLite file or a PostgreSQL database.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public static async Task<FormStore> OpenAsync(string connectionString, TimeProvider time, CancellationToken cancellation)
    {
        var database = Database.Open(connectionString);
        try
        {
            await Migrations.ApplyAsync(database, FormSchema.Room, FormSchema.Steps, cancellation);
            await using var connection = await database.ConnectAsync(cancellation);
            return new FormStore(database, (await connection.ExecuteScalarAsync<byte[]>("SELECT token_key FROM fips_feed WHERE id = 1"))!, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The last number given out; 0 when nothing is stored.</summary>
    internal async Task<long> HeadAsync(CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        return (await FormRows.HeadAsync(connection)).Seq;
    }

    /// <summary>A version of a form, or the latest; null when there is none.</summary>
    internal async Task<IntegratedProtectionForm?> FindAsync(string formId, long version, CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        var row = await connection.QueryFirstOrDefaultAsync<FormRow>(
            version == 0
                ? $"SELECT {FormRows.Columns} FROM {FormRows.Latest} WHERE f.form_id = @formId AND f.erased_at IS NULL"
                : $"SELECT {FormRows.Columns} FROM {FormRows.Every} WHERE f.form_id = @formId AND v.version = @version AND f.erased_at IS NULL",
            new { formId, version });
        return row?.Read();
    }

    /// <summary>The version that was given a number; null when it is erased.</summary>
    internal async Task<IntegratedProtectionForm?> AtAsync(long seq, CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        var row = await connection.QueryFirstOrDefaultAsync<FormRow>($"SELECT {FormRows.Columns} FROM {FormRows.Every} WHERE v.seq = @seq", new { seq });
        return row?.Form is null ? null : row.Read();
    }

    /// <summary>A household by its forms; null when there is none.</summary>
    internal async Task<HouseholdForms?> HouseholdAsync(string householdId, CancellationToken cancellation) =>
        (await HouseholdsAsync([householdId], cancellation)).GetValueOrDefault(householdId);

    /// <summary>The households of people, in their order; null for those whom no form names.</summary>
    internal async Task<HouseholdForms?[]> HouseholdsOfAsync(IReadOnlyList<NationalId> people, CancellationToken cancellation)
    {
        var keys = people.Select(MatchKeyHash.Of).ToArray();
        ILookup<long, string> byKey;
        await using (var connection = await _database.ConnectAsync(cancellation))
        {
            byKey = (await FormRows.HouseholdsOfKeysAsync(connection, _database.Dialect, [.. keys.SelectMany(own => own).Distinct()]))
                .ToLookup(pair => pair.Key, pair => pair.HouseholdId);
        }

        var households = await HouseholdsAsync([.. byKey.SelectMany(found => found).Distinct(StringComparer.Ordinal)], cancellation);
        return [.. people.Select((person, i) => keys[i].SelectMany(key => byKey[key]).Distinct(StringComparer.Ordinal)
            .Select(households.GetValueOrDefault).OfType<HouseholdForms>()
            .Where(household => household.Has(person))
            .MaxBy(household => household.LastSaid(person)))];
    }

    /// <summary>Versions behind a number, in the order in which they were stored.</summary>
    /// <param name="territory">Department or district; empty for all.</param>
    /// <param name="after">The number.</param>
    /// <param name="latest">Only those that are the latest of their form.</param>
    /// <param name="limit">Most versions.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<List<FormRow>> AfterAsync(string territory, long after, bool latest, int limit, CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        var where = territory.Length switch
        {
            0 => "",
            2 => $"{FormSchema.Department.Replace("district", "v.district", StringComparison.Ordinal)} = @territory AND",
            _ => "v.district = @territory AND",
        };
        return [.. await connection.QueryAsync<FormRow>(
            $"""
            SELECT {FormRows.Columns} FROM {(latest ? FormRows.Every + " AND f.seq = v.seq" : FormRows.Every)}
            WHERE {where} v.seq > @after AND v.form IS NOT NULL ORDER BY v.seq LIMIT @limit
            """,
            new { territory, after, limit })];
    }

    /// <summary>Numbers behind a number, and whose facts they changed.</summary>
    internal async Task<List<(long Seq, long StoredAt, string People)>> ChangesAsync(long after, int limit, CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        return [.. await connection.QueryAsync<(long, long, string)>(
            "SELECT seq, stored_at, people FROM fips_version WHERE seq > @after ORDER BY seq LIMIT @limit", new { after, limit })];
    }

    /// <summary>The last number before a time. The order of the numbers is an order in time, so it is found by halving and needs no index.</summary>
    internal async Task<long> LastBeforeAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        var at = time.ToUnixTimeMilliseconds();
        await using var connection = await _database.ConnectAsync(cancellation);
        var (low, high) = (0L, (await FormRows.HeadAsync(connection)).Seq);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (await StoredAtAsync(connection, middle) < at)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <inheritdoc />
    public void Dispose() => _database.Dispose();

    private static Task<long> StoredAtAsync(DbConnection connection, long seq) =>
        connection.ExecuteScalarAsync<long>("SELECT stored_at FROM fips_version WHERE seq >= @seq ORDER BY seq LIMIT 1", new { seq });

    private async Task<Dictionary<string, HouseholdForms>> HouseholdsAsync(IReadOnlyCollection<string> households, CancellationToken cancellation)
    {
        if (households.Count == 0)
            return [];
        await using var connection = await _database.ConnectAsync(cancellation);
        var rows = await FormRows.OfHouseholdsAsync(connection, _database.Dialect, households);
        var changes = await FormRows.ChangesAsync(connection, _database.Dialect, households);
        var elsewhere = await OfChangesAsync(connection, changes);
        return rows.GroupBy(row => row.HouseholdId, StringComparer.Ordinal).ToDictionary(
            household => household.Key,
            household => new HouseholdForms(
                [.. household.Select(row => row.Read())],
                [.. changes[household.Key]],
                [.. changes[household.Key].Select(change => elsewhere.GetValueOrDefault(change.FormId)).OfType<FormRow>().Select(row => row.Read())]),
            StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, FormRow>> OfChangesAsync(DbConnection connection, ILookup<string, HouseholdChange> changes)
    {
        var forms = changes.SelectMany(own => own).Where(change => change.Kind == HouseholdChangeKind.Split)
            .Select(change => change.FormId).Distinct(StringComparer.Ordinal).ToArray();
        if (forms.Length == 0)
            return [];
        var rows = await connection.QueryAsync<FormRow>(
            $"SELECT {FormRows.Columns} FROM {FormRows.Latest} WHERE {_database.Dialect.AnyOfMany("f.form_id", "forms")} AND f.erased_at IS NULL",
            new { forms = _database.Dialect.Many(forms) });
        return rows.ToDictionary(row => row.FormId, StringComparer.Ordinal);
    }
}
