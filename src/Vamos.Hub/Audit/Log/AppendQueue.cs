namespace Vamos.Hub.Audit.Log;

using System.Threading.Channels;

/// <summary>What waits for the writer, first come first served, bounded.</summary>
internal sealed class AppendQueue(int capacity)
{
    private readonly Channel<PendingAppend> _channel = Channel.CreateBounded<PendingAppend>(capacity);

    /// <summary>False when the queue is full or closed.</summary>
    public bool TryAdd(PendingAppend pending) => _channel.Writer.TryWrite(pending);

    /// <summary>Takes no more; what waits is still given out.</summary>
    public void Close() => _channel.Writer.TryComplete();

    /// <summary>Blocks until something waits and takes it, with what came after it.</summary>
    /// <returns>Empty when nothing came in time; null when the queue is closed and empty.</returns>
    public List<PendingAppend>? Take(int most, TimeSpan wait)
    {
        var arrival = _channel.Reader.WaitToReadAsync().AsTask();
        if (!arrival.Wait(wait))
            return [];
        if (!arrival.Result)
            return null;

        var taken = new List<PendingAppend>();
        while (taken.Count < most && _channel.Reader.TryRead(out var pending))
            taken.Add(pending);
        return taken;
    }

    /// <summary>Takes out one that has waited since before a time; false when there is none.</summary>
    public bool TryTakeOlder(long than, out PendingAppend pending)
    {
        pending = null!;
        return _channel.Reader.TryPeek(out var oldest) && oldest.Since < than && _channel.Reader.TryRead(out pending!);
    }
}
