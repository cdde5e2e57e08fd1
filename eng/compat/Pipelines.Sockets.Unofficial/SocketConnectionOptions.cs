namespace Pipelines.Sockets.Unofficial;

/// <summary>Nothing can be chosen; the type stands in the signature of <see cref="SocketConnection.Create"/>.</summary>
[Flags]
public enum SocketConnectionOptions
{
    None = 0,
}
