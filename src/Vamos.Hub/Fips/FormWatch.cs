namespace Vamos.Hub.Fips;

using System.Runtime.CompilerServices;
using Google.Protobuf;
using Vamos.Fips.V1;
using Vamos.Hub.Fips.Store;

/// <summary>Tells forms as they are stored, by this hub or another: each version once, in one order, from any position on.</summary>
public sealed class FormWatch(FormStore store)
{
    private const string Use = "watch";
    private const int RowsAtOnce = 100;

    // each of them looks every second
    private const int MostWatchers = 64;

    // what other hubs store is found by looking
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private int _watchers;

    /// <summary>Takes a place among those who watch; false when there is none. Who took one leaves it.</summary>
    public bool TryJoin()
    {
        if (Interlocked.Increment(ref _watchers) <= MostWatchers)
            return true;
        Leave();
        return false;
    }

    /// <summary>Leaves the place.</summary>
    public void Leave() => Interlocked.Decrement(ref _watchers);

    /// <summary>The position of a token; null when it is none of this feed. An empty one begins now.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The position, and whether this feed has been there.</returns>
    public async Task<(long Position, bool IsKnown)?> BeginAsync(ByteString token, CancellationToken cancellation)
    {
        var head = await store.HeadAsync(cancellation);
        if (token.IsEmpty)
            return (head, true);
        return store.Tokens.Read(token.Span, Use) is { } position ? (position, position <= head) : null;
    }

    /// <summary>Follows the feed until the caller leaves.</summary>
    /// <param name="position">Where to go on.</param>
    /// <param name="territory">Department or district; empty for all.</param>
    /// <param name="look">Called whenever it has looked, so that a quiet stream ends with its agreement.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async IAsyncEnumerable<WatchFormsResponse> FollowAsync(
        long position, string territory, Action look, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var next = store.Signal.Next;
            var rows = await store.AfterAsync(territory, position, latest: false, RowsAtOnce, cancellation);
            look();
            foreach (var row in rows)
            {
                position = row.Seq;
                yield return new WatchFormsResponse { Form = row.Read(), ResumeToken = UnsafeByteOperations.UnsafeWrap(store.Tokens.Write(row.Seq, Use)) };
            }

            if (rows.Count < RowsAtOnce)
                await store.Signal.WaitAsync(next, LookEvery, cancellation);
        }
    }
}
