namespace Vamos.Hub.Fips.Store;

using System.Data.Common;
using Dapper;
using Vamos.Hub.Storage;
using Vamos.Hub.Storage.Feeds;

/// <summary>Stores sets of forms, each set in one transaction: all of what it answers is on the disk when it answers.</summary>
internal sealed class FormWriter(Database database, FeedSignal signal, TimeProvider time)
{
    /// <summary>Name of the feed whose turn writers wait for.</summary>
    public const string Feed = "fips";

    private static readonly string[] VersionColumns =
    [
        "seq", "form_no", "version", "district", "instrument", "consumer", "submitter", "agreement_id", "exchange_id", "request_key", "request_id",
        "request_digest", "stored_at", "people", "form",
    ];

    private static readonly string[] FormColumns = ["form_no", "form_id", "household_id", "seq", "version"];
    private static readonly string[] KeyColumns = ["match_key", "form_no"];
    private static readonly string[] ChangeColumns = ["household_id", "seq", "kind", "other_household_id", "form_id", "changed_at"];

    /// <summary>Stores forms, in their order. One that cannot be stored holds up no other.</summary>
    /// <param name="forms">The forms; every one is sound.</param>
    /// <param name="by">Who submits them.</param>
    /// <param name="cancellation">Ends the work; nothing is stored then.</param>
    /// <returns>What became of each.</returns>
    public async Task<StoredOutcome[]> StoreAsync(IReadOnlyList<PreparedForm> forms, Submission by, CancellationToken cancellation)
    {
        var outcomes = await database.WriteAsync(transaction => StoreAsync(transaction, forms, by), cancellation);
        signal.Raise();
        return outcomes;
    }

    private async Task<StoredOutcome[]> StoreAsync(DbTransaction transaction, IReadOnlyList<PreparedForm> forms, Submission by)
    {
        await FeedTurn.TakeAsync(transaction, database.Dialect, Feed);
        var (head, lastStoredAt) = await FormRows.HeadAsync(transaction.Connection!, transaction);
        // Times follow the numbers, whichever hub's clock is behind.
        var now = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), lastStoredAt);
        var earlier = await EarlierRequests.ReadAsync(transaction, database.Dialect, forms, by.Consumer);
        var set = new StoringSet(await Reach.ReadAsync(transaction, database.Dialect, forms), earlier, by, head, now);
        var outcomes = new StoredOutcome[forms.Count];
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = set.Place(forms[i]);

        BulkInsert.Rows(transaction, "fips_version", VersionColumns, set.Versions);
        BulkInsert.Rows(transaction, "fips_household_change", ChangeColumns, set.Changes);
        var created = set.Reach.Forms.Where(form => form.IsNew).ToArray();
        BulkInsert.Rows(
            transaction,
            "fips_form",
            FormColumns,
            Array.ConvertAll(created, form => new object?[] { form.FormNo, form.FormId, form.HouseholdId, form.Seq, form.Version }));
        BulkInsert.Rows(
            transaction, "fips_match_key", KeyColumns, [.. created.SelectMany(form => form.Keys.Select(key => new object?[] { key, form.FormNo }))]);
        foreach (var form in set.Reach.Forms.Where(form => form.IsChanged))
            await RewriteAsync(transaction, form);
        return outcomes;
    }

    private static async Task RewriteAsync(DbTransaction transaction, KnownForm form)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(
            "UPDATE fips_form SET seq = @Seq, version = @Version WHERE form_no = @FormNo",
            new { form.Seq, form.Version, form.FormNo },
            transaction);
        await connection.ExecuteAsync(
            "DELETE FROM fips_match_key WHERE match_key = @key AND form_no = @FormNo",
            form.KeysBefore.Except(form.Keys).Select(key => new { key, form.FormNo }),
            transaction);
        // Keys of the household may be there from an earlier version.
        await connection.ExecuteAsync(
            "INSERT INTO fips_match_key (match_key, form_no) VALUES (@key, @FormNo) ON CONFLICT DO NOTHING",
            form.Keys.Except(form.KeysBefore).Select(key => new { key, form.FormNo }),
            transaction);
    }
}
