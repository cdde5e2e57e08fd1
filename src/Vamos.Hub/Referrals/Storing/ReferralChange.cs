namespace Vamos.Hub.Referrals.Storing;

using System.Data.Common;
using Dapper;
using Vamos.Referral.V1;

/// <summary>A transaction that has its turn in the feed: nobody else changes a referral until it is committed.</summary>
internal sealed class ReferralChange(DbTransaction transaction)
{
    // whoever sends to itself is told once
    private const string Telling =
        """
        INSERT INTO referral_feed (institution, position, referral_id, kind, state, version, told_at)
        VALUES (@Sender, @Position, @ReferralId, @kind, @State, @Version, @now);
        INSERT INTO referral_feed (institution, position, referral_id, kind, state, version, told_at)
        SELECT @Receiver, @Position, @ReferralId, @kind, @State, @Version, @now WHERE @Receiver <> @Sender
        """;

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
    public Task<StoredReferral> AddAsync(StoredReferral referral) => ChangeAsync(
        """
        INSERT INTO referral (referral_id, sender, receiver, service_id, person_number, person_letter, person_country, reason, state, deadline, remind_at,
            due_at, created_at, updated_at, version, decline_reason, outcome, counter_to, case_id, position)
        VALUES (@ReferralId, @Sender, @Receiver, @ServiceId, @PersonNumber, @PersonLetter, @PersonCountry, @Reason, @State, @Deadline, @RemindAt,
            @DueAt, @CreatedAt, @UpdatedAt, @Version, @DeclineReason, @Outcome, @CounterTo, @CaseId, @Position)
        """,
        referral);

    /// <summary>Keeps a referral as it is now and tells both parties.</summary>
    public Task<StoredReferral> ReplaceAsync(StoredReferral referral) => ChangeAsync(
        """
        UPDATE referral SET state = @State, deadline = @Deadline, remind_at = @RemindAt, due_at = @DueAt, updated_at = @UpdatedAt, version = @Version,
            decline_reason = @DeclineReason, outcome = @Outcome, position = @Position
        WHERE referral_id = @ReferralId
        """,
        referral);

    /// <summary>Reminds both parties of the deadline. The referral itself stays as it is, but there is no second reminder.</summary>
    public async Task RemindAsync(StoredReferral referral, long now) => await RunAsync(
        "UPDATE referral SET remind_at = NULL, due_at = @DueAt WHERE referral_id = @ReferralId",
        referral with { RemindAt = null, Position = await NextPositionAsync() },
        ReferralEventKind.Reminder,
        now);

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

    private async Task<StoredReferral> ChangeAsync(string sql, StoredReferral referral)
    {
        var changed = referral with { Position = await NextPositionAsync() };
        await RunAsync(sql, changed, ReferralEventKind.Changed, changed.UpdatedAt);
        return changed;
    }

    // in one go, since everybody else waits
    private Task<int> RunAsync(string sql, StoredReferral referral, ReferralEventKind kind, long now)
    {
        HasTold = true;
        var parameters = new DynamicParameters(referral);
        parameters.Add("kind", (int)kind);
        parameters.Add("now", now);
        return _connection.ExecuteAsync($"{sql};\n{Telling}", parameters, transaction);
    }
}
