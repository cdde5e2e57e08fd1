namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>Only ever passed as null; here because it stands in the signature of the arena.</summary>
public abstract class Allocator<T>
{
    private protected Allocator()
    {
    }
}
