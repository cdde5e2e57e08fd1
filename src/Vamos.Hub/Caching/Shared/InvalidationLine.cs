namespace Vamos.Hub.Caching.Shared;

using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Vamos.Hub.Caching.Freshness;
using Vamos.Hub.Caching.Memory;
using Vamos.Hub.Caching.Sealing;

/// <summary>
/// Hears the other hubs, and knows whether it does: the hub sends itself a tick all the time, and while none comes back it is deaf. A failed connection
/// makes it deaf at once; only a tick sent after that ends it.
/// </summary>
internal sealed class InvalidationLine(
    RedisLink link, CacheIndex index, Hearing hearing, MemoryLevel memory, CacheMeter meter, TimeProvider time, TimeSpan unheardFor, ILogger log)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SubscribeLimit = TimeSpan.FromSeconds(1);

    private readonly ulong _hub = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private long _sent;
    private long _deafUntil;
    private long _heardAt = time.GetTimestamp();
    private bool _subscribed;
    private int _metOtherKeys;

    public void Prepare(ConnectionMultiplexer multiplexer) => multiplexer.ConnectionFailed += (_, _) => Lost();

    public byte[] Invalidation(UInt128 person, uint[] sources) =>
        new LineMessage(LineMessageKind.Invalidation, _hub, index.Fingerprint, person, 0, sources).ToBytes();

    public byte[] Barrier(uint source, long until) =>
        new LineMessage(LineMessageKind.Barrier, _hub, index.Fingerprint, 0, until, [source]).ToBytes();

    /// <summary>Subscribes, if that is still to be done, and sends a tick.</summary>
    public async Task TickAsync()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _heardAt)) > LongestSilence)
            Lost();
        if (!_subscribed && !(_subscribed = await SubscribeAsync()))
            return;
        var tick = new LineMessage(LineMessageKind.Tick, _hub, index.Fingerprint, 0, Interlocked.Increment(ref _sent), []).ToBytes();
        await link.TryAsync(redis => redis.PublishAsync(Names.Channel, tick));
    }

    private async Task<bool> SubscribeAsync()
    {
        if (link.Multiplexer is not { IsConnected: true } multiplexer)
            return false;
        var subscriber = multiplexer.GetSubscriber();
        try
        {
            await subscriber.SubscribeAsync(Names.Channel, Hear).WaitAsync(SubscribeLimit, time);
            return true;
        }
        catch (Exception e) when (RedisLink.IsOfRedis(e))
        {
            // tried again at the next tick, and then it must not be there twice
            subscriber.Unsubscribe(Names.Channel, Hear, CommandFlags.FireAndForget);
            return false;
        }
    }

    private void Lost()
    {
        Volatile.Write(ref _deafUntil, Volatile.Read(ref _sent));
        if (!hearing.HearsLine)
            return;
        hearing.LineLost();
        CacheLog.LineLost(log, unheardFor.TotalSeconds);
    }

    private void Hear(RedisChannel channel, RedisValue value)
    {
        if (LineMessage.Read((byte[]?)value) is not { } message)
            return;
        if (message.Keys != index.Fingerprint)
        {
            if (Interlocked.Exchange(ref _metOtherKeys, 1) == 0)
                CacheLog.OtherKeys(log);
            return;
        }

        switch (message.Kind)
        {
            case LineMessageKind.Tick when message.Hub == _hub && message.Number > Volatile.Read(ref _deafUntil):
                Volatile.Write(ref _heardAt, time.GetTimestamp());
                if (hearing.LineRestored())
                    CacheLog.LineRestored(log);
                break;
            case LineMessageKind.Invalidation when message.Hub != _hub:
                memory.Invalidate(message.Person, message.Sources);
                meter.InvalidationHeard();
                break;
            case LineMessageKind.Barrier when message.Sources.Length == 1:
                hearing.SetBarriers([new(message.Sources[0], message.Number)], time.GetUtcNow().UtcTicks);
                break;
            default:
                break;
        }
    }
}
