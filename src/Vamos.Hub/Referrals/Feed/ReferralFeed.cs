namespace Vamos.Hub.Referrals.Feed;

using Dapper;
using Google.Protobuf;
using Vamos.Hub.Referrals.Storing;
using Vamos.Hub.Storage;
using Vamos.Referral.V1;

/// <summary>What happened to the referrals, by institution, in the order in which it became durable.</summary>
internal sealed class ReferralFeed(Database database, byte[] secret)
{
    private static readonly string Events =
        $"""
        SELECT f.position AS At, f.kind AS Kind, f.version AS VersionThen, {ReferralBook.Columns}
        FROM referral_feed f JOIN referral r ON r.referral_id = f.referral_id
        WHERE f.institution = @institution AND f.position > @after ORDER BY f.position LIMIT @most
        """;

    private readonly FeedTokens _tokens = new(secret);

    /// <summary>Where the feed ends now: whatever is committed later comes behind.</summary>
    public async Task<long> EndAsync(CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>("SELECT position FROM referral_head WHERE id = 1");
    }

    /// <summary>What comes behind a position, each with the referral as it is now.</summary>
    public async Task<IReadOnlyList<FeedEvent>> ReadAsync(string institution, long after, int most, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.QueryAsync<EventHead, StoredReferral, FeedEvent>(
            Events, (head, referral) => new FeedEvent(head.At, head.Kind, head.VersionThen, referral), new { institution, after, most }, splitOn: "ReferralId");
        return rows.AsList();
    }

    /// <summary>The token behind a position, for one institution alone.</summary>
    public ByteString TokenOf(string institution, long position) => _tokens.Write(institution, position);

    /// <summary>The place that a token names; the end for the empty one.</summary>
    public async Task<FeedPlace> PlaceOfAsync(string institution, ByteString token, CancellationToken cancellation)
    {
        var end = await EndAsync(cancellation);
        if (token.IsEmpty)
            return new FeedPlace(PlaceState.Known, end);
        if (_tokens.Read(institution, token) is not { } position)
            return new FeedPlace(PlaceState.NoPlace, 0);

        // further than anything that is kept: somebody brought back an older database
        return position > end ? new FeedPlace(PlaceState.Gone, 0) : new FeedPlace(PlaceState.Known, position);
    }

    private sealed record EventHead
    {
        public long At { get; init; }

        public ReferralEventKind Kind { get; init; }

        public long VersionThen { get; init; }
    }
}

/// <summary>One event.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Kind">What happened.</param>
/// <param name="VersionThen">Version of the referral when it happened.</param>
/// <param name="Referral">The referral as it is now.</param>
internal sealed record FeedEvent(long Position, ReferralEventKind Kind, long VersionThen, StoredReferral Referral);

/// <summary>Where a listener stands.</summary>
/// <param name="State">Whether there is such a place.</param>
/// <param name="Position">The position; only when the place is known.</param>
internal readonly record struct FeedPlace(PlaceState State, long Position);

/// <summary>What there is to a place in the feed.</summary>
internal enum PlaceState
{
    /// <summary>What comes behind it can be told.</summary>
    Known,

    /// <summary>The token was never given to this institution.</summary>
    NoPlace,

    /// <summary>The feed does not reach that far.</summary>
    Gone,
}
