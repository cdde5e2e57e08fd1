namespace Vamos.Hub.Fips.Store;

using System.Data.Common;
using Dapper;
using Vamos.Hub.Storage;
using Vamos.Hub.Storage.Feeds;

/// <summary>
/// Erases a form where the law demands it, and only then. What was answered goes, in every version; that there was a form, who submitted it and when,
/// and on which legal basis it went, stays. The feed tells it, so that nothing kept elsewhere outlives it.
/// </summary>
internal sealed class FormErasure(Database database, FeedSignal signal, TimeProvider time)
{
    /// <summary>Longest legal basis.</summary>
    public const int LongestBasis = 500;

    /// <summary>Erases a form.</summary>
    /// <param name="formId">The form.</param>
    /// <param name="legalBasis">Law, article and file that demand it.</param>
    /// <param name="cancellation">Ends the work; nothing is erased then.</param>
    /// <returns>False when there is no such form, or it is erased already.</returns>
    public async Task<bool> EraseByLawAsync(string formId, string legalBasis, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(legalBasis);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(legalBasis.Length, LongestBasis);
        var erased = await database.WriteAsync(transaction => EraseAsync(transaction, formId, legalBasis), cancellation);
        signal.Raise();
        return erased;
    }

    private async Task<bool> EraseAsync(DbTransaction transaction, string formId, string legalBasis)
    {
        await FeedTurn.TakeAsync(transaction, database.Dialect, FormWriter.Feed);
        var connection = transaction.Connection!;
        var row = await connection.QueryFirstOrDefaultAsync<FormRow>(
            $"SELECT {FormRows.Columns} FROM {FormRows.Latest} WHERE f.form_id = @formId AND f.erased_at IS NULL", new { formId }, transaction);
        if (row is null)
            return false;

        var (head, storedAt) = await FormRows.HeadAsync(connection, transaction);
        var household = await FormRows.OfHouseholdsAsync(connection, database.Dialect, [row.HouseholdId], transaction);
        var tombstone = new
        {
            seq = head + 1,
            row.FormNo,
            version = row.Version + 1,
            now = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), storedAt),
            // Whoever keeps facts of these people must hear of it.
            people = PeopleList.Write(household.SelectMany(form => PeopleList.Of(form.Read()))),
            legalBasis,
            none = Array.Empty<byte>(),
        };
        foreach (var sql in Statements)
            await connection.ExecuteAsync(sql, tombstone, transaction);
        var keys = household.Where(form => form.FormNo == row.FormNo).SelectMany(form => MatchKeyHash.Of(form.Read()));
        await connection.ExecuteAsync(
            "DELETE FROM fips_match_key WHERE match_key = @key AND form_no = @FormNo", keys.Select(key => new { key, row.FormNo }), transaction);
        return true;
    }

    private static readonly string[] Statements =
    [
        "UPDATE fips_version SET form = NULL, people = '' WHERE form_no = @FormNo",
        """
        INSERT INTO fips_version (
            seq, form_no, version, district, instrument, consumer, submitter, agreement_id, exchange_id, request_key, request_id, request_digest, stored_at,
            people)
        VALUES (@seq, @FormNo, @version, '', 0, '', '', '', '', 0, '', @none, @now, @people)
        """,
        "UPDATE fips_form SET erased_at = @now, erasure_basis = @legalBasis, seq = @seq, version = @version WHERE form_no = @FormNo",
    ];
}
