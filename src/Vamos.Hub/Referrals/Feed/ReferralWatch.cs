namespace Vamos.Hub.Referrals.Feed;

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Vamos.Hub.Referrals.Storing;
using Vamos.Referral.V1;

/// <summary>Tells an institution what happens to its referrals, whichever hub it happens at.</summary>
public sealed class ReferralWatch(ReferralBook book)
{
    /// <summary>Watches that an institution may have open at one hub.</summary>
    public const int MostOfOneInstitution = 16;

    private const int AtOnce = 100;

    // what other hubs add raises no signal here
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>The place that a resume token names.</summary>
    internal Task<FeedPlace> PlaceOfAsync(string institution, ByteString token, CancellationToken cancellation) =>
        book.Feed.PlaceOfAsync(institution, token, cancellation);

    /// <summary>Reserves one of the institution's watches; null when all are open.</summary>
    internal IDisposable? TryOpen(string institution)
    {
        if (_open.AddOrUpdate(institution, 1, (_, open) => open + 1) <= MostOfOneInstitution)
            return new Reserved(this, institution);
        Close(institution);
        return null;
    }

    /// <summary>Follows the feed until the caller leaves.</summary>
    /// <param name="institution">Who listens.</param>
    /// <param name="position">Behind which event to go on.</param>
    /// <param name="stillAllowed">Throws when the agreement ends; asked at every look, too, so that a quiet stream ends with its agreement.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    internal async IAsyncEnumerable<WatchReferralsResponse> FollowAsync(
        string institution, long position, Action stillAllowed, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var next = book.Signal.Next;
            var events = await book.Feed.ReadAsync(institution, position, AtOnce, cancellation);
            foreach (var happened in events)
            {
                position = happened.Position;
                yield return new WatchReferralsResponse
                {
                    ResumeToken = book.Feed.TokenOf(institution, position),
                    Kind = happened.Kind,
                    Referral = happened.Referral.ToMessage(),
                };
            }

            if (events.Count == AtOnce)
                continue;
            stillAllowed();
            await book.Signal.WaitAsync(next, LookEvery, cancellation);
        }
    }

    private void Close(string institution) => _open.AddOrUpdate(institution, 0, (_, open) => open - 1);

    private sealed class Reserved(ReferralWatch watch, string institution) : IDisposable
    {
        public void Dispose() => watch.Close(institution);
    }
}
