namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>How an arena allocates. Only the block size has an effect: the length of the first block, 0 for the default.</summary>
public sealed class ArenaOptions(ArenaFlags flags = ArenaFlags.None, int blockSize = 0, Func<long, long, long>? retentionPolicy = null)
{
    public ArenaFlags Flags { get; } = flags;

    public int BlockSize { get; } = blockSize;

    public Func<long, long, long>? RetentionPolicy { get; } = retentionPolicy;
}
