namespace Vamos.Hub.Monitoring.Traffic;

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;

/// <summary>
/// Follows the exchange from a position on. Who is too slow does not hold anything up: the log keeps everything, so that a watcher reads on where it
/// was; one that is further behind than makes sense to catch up with goes on at the end, and is told how many it has not seen.
/// </summary>
public sealed class ExchangeWatch(ExchangeFeed feed, LogPages log)
{
    /// <summary>Records that a watcher may be behind; beyond them it is moved to the end.</summary>
    public const int MostBehind = 100_000;

    private const int AtOnce = 256;

    /// <summary>Reads a resume token; null when it is none. The empty one is -1: from now on.</summary>
    public static long? Read(ByteString token) =>
        token.IsEmpty ? -1 : token.Length == 9 && token[0] == 1 && BinaryPrimitives.ReadInt64BigEndian(token.Span[1..]) is >= 0 and var next ? next : null;

    /// <summary>The resume token behind a record.</summary>
    public static ByteString TokenBehind(long logIndex)
    {
        var token = new byte[9];
        token[0] = 1;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), logIndex + 1);
        return UnsafeByteOperations.UnsafeWrap(token);
    }

    /// <summary>What happens, until the caller leaves.</summary>
    /// <param name="next">Position to begin at; -1 means the end.</param>
    /// <param name="wanted">Which exchanges.</param>
    /// <param name="begun">Told once it listens: what happens from then on is not missed.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    /// <returns>Each exchange, how many were passed over before it, and whether the next one is there already.</returns>
    public async IAsyncEnumerable<(ExchangeRecord Exchange, long Skipped, bool More)> FollowAsync(
        long next, Func<ExchangeRecord, bool> wanted, Func<Task> begun, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await feed.Begun.WaitAsync(cancellation);
        var position = next < 0 ? feed.End : next;
        var skipped = 0L;
        await begun();
        while (true)
        {
            var grown = feed.Next;
            var behind = feed.End - position;
            if (behind > MostBehind)
            {
                skipped += behind - ExchangeFeed.Kept;
                position += behind - ExchangeFeed.Kept;
            }

            if (behind <= 0)
            {
                await grown.WaitAsync(cancellation);
                continue;
            }

            var records = feed.Latest(position, AtOnce) ?? await log.ReadAsync(position, cancellation);
            ExchangeRecord? held = null;
            foreach (var record in records.Where(wanted))
            {
                if (held is not null)
                {
                    yield return (held, skipped, More: true);
                    skipped = 0;
                }

                held = record;
            }

            if (held is not null)
            {
                yield return (held, skipped, More: false);
                skipped = 0;
            }

            // none: a stretch of the log that is in an archive
            position = records.Count == 0 ? feed.End : records[^1].LogIndex + 1;
        }
    }
}
