namespace Vamos.Hub.Referrals.Storing;

using System.Data.Common;
using Dapper;
using Vamos.Referral.V1;

/// <summary>A transaction that has its turn in the feed: nobody else changes a referral until it is committed.</summary>
internal sealed class ReferralChange(DbTransaction transaction)
{
    private readonly DbConnection _connection = transaction.Connection!;

    /// <summary>Whether something was added to the feed.</summary>
    public bool HasTold { get; private set; }

    /// <summary>A referral as it is at a moment: one whose deadline has passed expires here, if nobody has noticed before.</summary>
    public async Task<StoredReferral?> FindAsync(string referralId, long now)
    {
        var referral = await _connection.QuerySingleOrDefaultAsync<StoredReferral>(
            $"SELECT {ReferralBook.Columns} FROM referral r WHERE r.referral_id = @referralId", new { referralId }, transaction);
        return referral is not null && referral.IsOverdue(now) ? await ReplaceAsync(referral.In(ReferralState.Expired, now)) : referral;
    }

    /// <summary>Referrals about which something has to be done by a moment, the most urgent first.</summary>
    public async Task<List<StoredReferral>> DueAsync(long now, int most)
    {
        var rows = await _connection.QueryAsync<StoredReferral>(
            $"SELECT {ReferralBook.Columns} FROM referral r WHERE r.due_at <= @now ORDER BY r.due_at LIMIT @most", new { now, most }, transaction);
        return rows.AsList();
    }

    /// <summary>Keeps a new referral and tells both parties.</summary>
    public async Task<StoredReferral> AddAsync(StoredReferral referral)
    {
        var added = referral with { Position = await NextPositionAsync() };
        await _connection.ExecuteAsync(
            """
            INSERT INTO referral (referral_id, sender, receiver, service_id, person_number, person_letter, person_country, reason, state, deadline, remind_at,
                due_at, created_at, updated_at, version, decline_reason, outcome, counter_to, case_id, position)
            VALUES (@ReferralId, @Sender, @Receiver, @ServiceId, @PersonNumber, @PersonLetter, @PersonCountry, @Reason, @State, @Deadline, @RemindAt,
                @DueAt, @CreatedAt, @UpdatedAt, @Version, @DeclineReason, @Outcome, @CounterTo, @CaseId, @Position)
            """,
            added,
            transaction);
        await TellAsync(added, ReferralEventKind.Changed, added.Position, added.UpdatedAt);
        return added;
    }

    /// <summary>Keeps a referral as it is now and tells both parties.</summary>
    public async Task<StoredReferral> ReplaceAsync(StoredReferral referral)
    {
        var changed = referral with { Position = await NextPositionAsync() };
        await _connection.ExecuteAsync(
            """
            UPDATE referral SET state = @State, deadline = @Deadline, remind_at = @RemindAt, due_at = @DueAt, updated_at = @UpdatedAt, version = @Version,
                decline_reason = @DeclineReason, outcome = @Outcome, position = @Position
            WHERE referral_id = @ReferralId
            """,
            changed,
            transaction);
        await TellAsync(changed, ReferralEventKind.Changed, changed.Position, changed.UpdatedAt);
        return changed;
    }

    /// <summary>Reminds both parties of the deadline. The referral itself stays as it is, but there is no second reminder.</summary>
    public async Task RemindAsync(StoredReferral referral, long now)
    {
        var reminded = referral with { RemindAt = null };
        await _connection.ExecuteAsync("UPDATE referral SET remind_at = NULL, due_at = @DueAt WHERE referral_id = @ReferralId", reminded, transaction);
        await TellAsync(reminded, ReferralEventKind.Reminder, await NextPositionAsync(), now);
    }

    /// <summary>The answer that an equal request was given; null when there was none.</summary>
    public Task<GivenAnswer?> AnswerOfAsync(RequestKey key) => _connection.QuerySingleOrDefaultAsync<GivenAnswer>(
        "SELECT content AS Content, answer AS Answer FROM referral_request WHERE caller = @Caller AND method = @Method AND request_id = @RequestId",
        key,
        transaction);

    /// <summary>Keeps the answer of a request.</summary>
    public Task KeepAnswerAsync(RequestKey key, byte[] answer, long now) => _connection.ExecuteAsync(
        """
        INSERT INTO referral_request (caller, method, request_id, content, answer, answered_at)
        VALUES (@Caller, @Method, @RequestId, @Content, @answer, @now)
        """,
        new { key.Caller, key.Method, key.RequestId, key.Content, answer, now },
        transaction);

    /// <summary>Forgets answers given before a moment.</summary>
    public Task<int> ForgetAnswersAsync(long before) =>
        _connection.ExecuteAsync("DELETE FROM referral_request WHERE answered_at < @before", new { before }, transaction);

    // numbers come in the order of the commits, since this transaction has its turn
    private Task<long> NextPositionAsync() => _connection.ExecuteScalarAsync<long>(
        "UPDATE referral_head SET position = position + 1 WHERE id = 1 RETURNING position", transaction: transaction);

    private async Task TellAsync(StoredReferral referral, ReferralEventKind kind, long position, long now)
    {
        HasTold = true;
        foreach (var institution in new[] { referral.Sender, referral.Receiver }.Distinct(StringComparer.Ordinal))
        {
            await _connection.ExecuteAsync(
                """
                INSERT INTO referral_feed (institution, position, referral_id, kind, state, version, told_at)
                VALUES (@institution, @position, @ReferralId, @kind, @State, @Version, @now)
                """,
                new { institution, position, referral.ReferralId, kind, referral.State, referral.Version, now },
                transaction);
        }
    }
}
