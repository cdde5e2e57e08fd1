namespace Vamos.Hub.Caching.Shared;

using System.Buffers.Binary;
using System.Security.Cryptography;
using StackExchange.Redis;

/// <summary>
/// Answers in Redis: one hash for each person, with a field for each answer and one for the person's epoch. All that is of one person is at one key, so
/// that an invalidation is one script and atomic, also in a cluster.
/// <para>The epoch is what keeps an older answer out: it is read before the source is asked and compared when the answer is written, and every
/// invalidation replaces it. It is random, not counted, since a counter that Redis forgot would begin again.</para>
/// <para>IDistributedCache does not fit here. It knows one value at a key and none of this: no script, no epoch, no reading in sets. It keeps the places
/// in the change feeds, <see cref="FeedPositions"/>.</para>
/// </summary>
internal sealed class RedisEntries(RedisLink link, TimeSpan tombstoneFor, CacheMeter meter)
{
    private const uint AllSources = 0;
    private const long LatestTime = 250_000_000_000_000;

    // Scopes of a person that nobody asks for again (earlier dates, earlier rules) would pile up at a key that lives on.
    private const int MostFields = 64;

    // Nothing may be written ahead of HSET without need: a full Redis refuses only a script's first step that takes room.
    private const string WriteScript = """
        local kind = redis.call('TYPE', KEYS[1]).ok
        if kind ~= 'hash' and kind ~= 'none' then redis.call('DEL', KEYS[1]) end
        local epoch = redis.call('HGET', KEYS[1], 'e')
        if (epoch or '') ~= ARGV[3] then return 0 end
        if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[5]) then
          redis.call('DEL', KEYS[1])
          if epoch then redis.call('HSET', KEYS[1], 'e', epoch) end
        end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[4]) then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
        return 1
        """;

    // Removes what depends on a changed source, and what it cannot read. A full Redis does not take the new epoch: then everything of the person goes,
    // for which no room is needed.
    private const string InvalidateScript = """
        local kind = redis.call('TYPE', KEYS[1]).ok
        if kind ~= 'hash' and kind ~= 'none' then redis.call('DEL', KEYS[1]) end
        local changed = {}
        for i = 5, #ARGV do changed[ARGV[i]] = true end
        local all = redis.call('HGETALL', KEYS[1])
        for i = 1, #all, 2 do
          local value = all[i + 1]
          local count = string.byte(value, 3) or 0
          local gone = #ARGV < 5 or count == 0
          for s = 1, count do gone = gone or changed[string.sub(value, 4 * s, 4 * s + 3)] end
          if gone and all[i] ~= 'e' then redis.call('HDEL', KEYS[1], all[i]) end
        end
        local kept = redis.pcall('HSET', KEYS[1], 'e', ARGV[1])
        if type(kept) == 'table' and kept.err then
          redis.call('DEL', KEYS[1])
        elseif redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
          redis.call('PEXPIRE', KEYS[1], ARGV[2])
        end
        redis.call('PUBLISH', ARGV[4], ARGV[3])
        return 1
        """;

    private const string BarrierScript = """
        local now = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
        if tonumber(ARGV[2]) > now then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
        redis.call('PUBLISH', ARGV[4], ARGV[3])
        return 1
        """;

    // Another run of the server may have come back with an older state, from its disk or as a replica that had not heard all, and invalidations be undone.
    private const string ProbeScript = """
        local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') or ''
        local seen = redis.call('HGET', KEYS[1], 'run') or ''
        if seen ~= run then
          redis.pcall('HSET', KEYS[1], ARGV[1], ARGV[2])
          redis.pcall('HSET', KEYS[1], 'run', run)
        end
        return {(seen == run or seen == '') and 0 or 1, redis.call('HGETALL', KEYS[1])}
        """;

    private static readonly RedisKey BarrierKey = Names.Barriers;
    private static readonly RedisValue EpochField = "e";

    public bool IsUsable => link.IsUsable;

    /// <summary>Reads answers with their people's epochs, all at once.</summary>
    public async ValueTask<SharedRead[]> ReadAsync(IReadOnlyList<(UInt128 Person, UInt128 Entry)> names)
    {
        var reads = new SharedRead[names.Count];
        if (!link.IsUsable)
            return reads;
        if (names.Count == 1)
        {
            reads[0] = await ReadAsync(names[0]);
            return reads;
        }

        const int AtOnce = 256;
        for (var first = 0; first < reads.Length && link.IsUsable; first += AtOnce)
        {
            var some = new Task<SharedRead>[Math.Min(AtOnce, reads.Length - first)];
            for (var i = 0; i < some.Length; i++)
                some[i] = ReadAsync(names[first + i]).AsTask();
            (await Task.WhenAll(some)).CopyTo(reads, first);
        }

        return reads;
    }

    /// <summary>Writes an answer, unless its person was invalidated since the epoch was read.</summary>
    public async ValueTask WriteAsync(UInt128 person, UInt128 entry, byte[] sealedEntry, byte[] epoch, TimeSpan life) =>
        await link.TryAsync(redis => redis.ScriptEvaluateAsync(
            WriteScript, [Names.Person(person)], [Field(entry), sealedEntry, epoch, (long)life.TotalMilliseconds, MostFields]));

    /// <summary>Removes what a person's changed sources touch, and tells the other hubs; one step. False when Redis did not confirm it.</summary>
    public async ValueTask<bool> InvalidateAsync(UInt128 person, uint[] sources, byte[] message)
    {
        var tags = Array.ConvertAll(sources, s => (RedisValue)Bytes(s));
        RedisValue[] arguments = [RandomNumberGenerator.GetBytes(8), (long)tombstoneFor.TotalMilliseconds, message, Names.Line, .. tags];
        return (await link.TryAsync(
            redis => redis.ScriptEvaluateAsync(InvalidateScript, [Names.Person(person)], arguments), 4 * link.Limit)).Done;
    }

    /// <summary>Sets a barrier for all hubs.</summary>
    public async ValueTask<bool> SetBarrierAsync(uint source, long until, byte[] message) =>
        (await link.TryAsync(
            redis => redis.ScriptEvaluateAsync(BarrierScript, [BarrierKey], [Bytes(source), Milliseconds(until), message, Names.Line]), 4 * link.Limit)).Done;

    /// <summary>
    /// Reads the barriers, and sets one for all that is older when the server is another run than the one that the hubs knew. Also how the keeper sees that
    /// Redis answers; null when it does not.
    /// </summary>
    public async Task<(bool Replaced, IReadOnlyList<KeyValuePair<uint, long>> Barriers)?> ProbeAsync(long now)
    {
        var (done, answer) = await link.ProbeAsync(redis => redis.ScriptEvaluateAsync(ProbeScript, [BarrierKey], [Bytes(AllSources), Milliseconds(now)]));
        if (!done || answer is not { Length: 2 })
            return null;
        var replaced = (int)answer[0] == 1;
        var fields = (RedisValue[])answer[1]!;
        var barriers = new List<KeyValuePair<uint, long>>();
        for (var i = 0; i + 1 < fields.Length; i += 2)
        {
            if ((byte[]?)fields[i] is { Length: sizeof(uint) } tag && fields[i + 1].TryParse(out long until) && until is > 0 and < LatestTime)
                barriers.Add(new(BinaryPrimitives.ReadUInt32BigEndian(tag), DateTime.UnixEpoch.Ticks + (until * TimeSpan.TicksPerMillisecond)));
        }

        // a full Redis does not keep it
        if (replaced)
            barriers.Add(new(AllSources, now));
        return (replaced, barriers);
    }

    private async ValueTask<SharedRead> ReadAsync((UInt128 Person, UInt128 Entry) name)
    {
        var key = Names.Person(name.Person);
        var (done, values) = await link.TryAsync(async redis =>
        {
            try
            {
                return await redis.HashGetAsync(key, [Field(name.Entry), EpochField]);
            }
            catch (RedisServerException e) when (e.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal))
            {
                // something else took our key; the next one finds it empty
                meter.Unreadable();
                await redis.KeyDeleteAsync(key);
                return [];
            }
        });
        return done && values!.Length == 2 ? new SharedRead(values[0], (byte[]?)values[1] ?? []) : default;
    }

    // barriers are rounded up, so that nothing loaded within their millisecond gets past
    private static long Milliseconds(long ticks) => ((ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond) + 1;

    private static RedisValue Field(UInt128 entry)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, entry);
        return bytes;
    }

    private static byte[] Bytes(uint tag)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, tag);
        return bytes;
    }
}

/// <summary>What Redis said about an answer.</summary>
/// <param name="Sealed">The answer as it is kept there; null when there is none.</param>
/// <param name="Epoch">The person's epoch, empty when there is none; null when Redis did not answer.</param>
internal readonly record struct SharedRead(byte[]? Sealed, byte[]? Epoch);
