namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>The client passes 16. No flag changes anything here.</summary>
[Flags]
public enum ArenaFlags
{
    None = 0,
}
