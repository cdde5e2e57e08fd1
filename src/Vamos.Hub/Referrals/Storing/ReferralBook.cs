namespace Vamos.Hub.Referrals.Storing;

using System.Text;
using Dapper;
using Vamos.Hub.Referrals.Feed;
using Vamos.Hub.Storage;
using Vamos.Hub.Storage.Feeds;
using Vamos.Referral.V1;

/// <summary>Where the referrals are kept, with the feed of what happens to them.</summary>
public sealed class ReferralBook : IDisposable
{
    /// <summary>Name of the feed.</summary>
    internal const string FeedName = "referrals";

    internal const string Columns =
        """
        r.referral_id AS ReferralId, r.sender AS Sender, r.receiver AS Receiver, r.service_id AS ServiceId, r.person_number AS PersonNumber,
        r.person_letter AS PersonLetter, r.person_country AS PersonCountry, r.reason AS Reason, r.state AS State, r.deadline AS Deadline,
        r.remind_at AS RemindAt, r.created_at AS CreatedAt, r.updated_at AS UpdatedAt, r.version AS Version, r.decline_reason AS DeclineReason,
        r.outcome AS Outcome, r.counter_to AS CounterTo, r.case_id AS CaseId, r.position AS Position
        """;

    private readonly Database _database;

    private ReferralBook(Database database, byte[] secret, TimeProvider time)
    {
        _database = database;
        Signal = new FeedSignal(time);
        Feed = new ReferralFeed(database, secret);
    }

    /// <summary>What happened to the referrals.</summary>
    internal ReferralFeed Feed { get; }

    /// <summary>Says when this process has added to the feed.</summary>
    internal FeedSignal Signal { get; }

    /// <summary>Opens the book; its tables are made when they are missing.</summary>
    /// <exception cref="StorageException">The database cannot be opened, or is of a later version.</exception>
    public static async Task<ReferralBook> OpenAsync(string connectionString, TimeProvider time, CancellationToken cancellation)
    {
        var database = Database.Open(connectionString);
        try
        {
            await Migrations.ApplyAsync(database, ReferralSchema.Room, ReferralSchema.Steps, cancellation);
            await using var connection = await database.ConnectAsync(cancellation);
            var secret = await connection.QuerySingleAsync<byte[]>("SELECT secret FROM referral_head WHERE id = 1");
            return new ReferralBook(database, secret, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>One referral; null when there is none.</summary>
    internal async Task<StoredReferral?> FindAsync(string referralId, CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<StoredReferral>(
            $"SELECT {Columns} FROM referral r WHERE r.referral_id = @referralId", new { referralId });
    }

    /// <summary>Referrals of an institution, the latest change first.</summary>
    internal async Task<List<StoredReferral>> ListAsync(ReferralQuery query, CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        var states = query.States.Select(state => (int)state).ToArray();
        var rows = await connection.QueryAsync<StoredReferral>(Statement(query), new { query.Institution, query.Before, query.Most, states });
        return rows.AsList();
    }

    /// <summary>Whether something has to be done about a referral by a moment.</summary>
    internal async Task<bool> AnyDueAsync(long now, CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        return await connection.ExecuteScalarAsync<long?>("SELECT MIN(due_at) FROM referral WHERE due_at <= @now", new { now }) is not null;
    }

    /// <summary>Changes referrals in one transaction. Whoever changes them anywhere does so one after another, in the order of the feed.</summary>
    internal async Task<T> WriteAsync<T>(Func<ReferralChange, Task<T>> work, CancellationToken cancellation)
    {
        var told = false;
        var result = await _database.WriteAsync(
            async transaction =>
            {
                await FeedTurn.TakeAsync(transaction, _database.Dialect, FeedName);
                var change = new ReferralChange(transaction);
                var done = await work(change);
                told = change.HasTold;
                return done;
            },
            cancellation);
        if (told)
            Signal.Raise();
        return result;
    }

    /// <inheritdoc />
    public void Dispose() => _database.Dispose();

    // each side by its own index: a condition with OR would sort all that an institution ever had
    private string Statement(ReferralQuery query)
    {
        var states = query.States.Count == 0 ? "" : $" AND {_database.Dialect.AnyOf("r.state", "states")}";
        string Side(string column) =>
            $"SELECT * FROM (SELECT {Columns} FROM referral r WHERE r.{column} = @Institution AND r.position < @Before{states} "
            + "ORDER BY r.position DESC LIMIT @Most) AS s";
        var sql = new StringBuilder();
        if (query.Direction != ReferralDirection.Received)
            sql.Append(Side("sender"));
        if (query.Direction == ReferralDirection.Unspecified)
            sql.Append(" UNION ");
        if (query.Direction != ReferralDirection.Sent)
            sql.Append(Side("receiver"));
        return sql.Append(" ORDER BY Position DESC LIMIT @Most").ToString();
    }
}

/// <summary>Which referrals to list.</summary>
/// <param name="Institution">A party to them.</param>
/// <param name="Direction">From which side; unspecified means both.</param>
/// <param name="States">Only these; empty means all.</param>
/// <param name="Before">Only those whose latest change is before this position of the feed.</param>
/// <param name="Most">No more than this.</param>
internal sealed record ReferralQuery(string Institution, ReferralDirection Direction, IReadOnlyCollection<ReferralState> States, long Before, int Most);
