namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>
/// Memory for the parts of one reply, given back all at once. One thread allocates and resets; another may dispose at any
/// moment. Every allocation is one piece, and its array belongs to the collector, never to a shared pool: a dispose that
/// meets a reader cannot hand that reader somebody else's memory.
/// </summary>
public sealed class Arena<T> : IDisposable
{
    private const int FirstBlock = 64;
    private const int GrowthLimit = 4096;

    // The client resets after every reply, and parses a huge reply from its start again each time more of it has come.
    // So a large block is kept until it has gone unused for this many resets.
    private const int LargeBlock = 16 * 1024;
    private const int LargeBlockPatience = 64;

    private readonly int _firstBlock;
    private T[]? _block;
    private int _used;
    private int _resetsWithoutUse;
    private volatile bool _disposed;

    public Arena(ArenaOptions? options = null, Allocator<T>? allocator = null)
    {
        if (allocator is not null)
            throw new NotSupportedException("an arena takes no allocator here");
        _firstBlock = options is { BlockSize: > 0 } ? options.BlockSize : FirstBlock;
    }

    /// <summary>One piece of this length, with default values.</summary>
    public Sequence<T> Allocate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
            return default;

        var block = _block;
        var offset = _used;
        if (block is null || block.Length - offset < length)
        {
            // The old block lives on through the sequences that point into it.
            var wanted = block is null ? _firstBlock : Math.Min(block.Length * 2, GrowthLimit);
            block = new T[Math.Max(length, wanted)];
            offset = 0;
            if (!_disposed)
                _block = block;
        }

        _used = offset + length;
        return new Sequence<T>(block, offset, length);
    }

    /// <summary>Takes back everything allocated so far.</summary>
    public void Reset()
    {
        var block = _block;
        var used = _used;
        _used = 0;
        if (block is null || used == 0)
            return;

        Array.Clear(block, 0, Math.Min(used, block.Length));
        if (block.Length < LargeBlock || used > block.Length / 8)
        {
            _resetsWithoutUse = 0;
        }
        else if (++_resetsWithoutUse >= LargeBlockPatience)
        {
            _resetsWithoutUse = 0;
            _block = null;
        }
    }

    /// <summary>Keeps no memory from now on. What is allocated stays readable.</summary>
    public void Dispose()
    {
        _disposed = true;
        _block = null;
    }
}
