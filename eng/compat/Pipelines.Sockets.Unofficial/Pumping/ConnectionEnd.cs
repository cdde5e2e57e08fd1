namespace Pipelines.Sockets.Unofficial.Pumping;

using System.Net.Sockets;

/// <summary>
/// Whether a connection is over, and why. The two are apart: a protocol's farewell gives the reason beforehand, and the
/// connection still carries what follows.
/// </summary>
internal sealed class ConnectionEnd
{
    private int _kind;
    private int _error;
    private volatile bool _over;

    public PipeShutdownKind Kind => (PipeShutdownKind)Volatile.Read(ref _kind);

    public SocketError Error => (SocketError)Volatile.Read(ref _error);

    /// <summary>Notes why the connection will end. The first reason given stays.</summary>
    public bool TryExplain(PipeShutdownKind kind, SocketError error = SocketError.Success)
    {
        if (Interlocked.CompareExchange(ref _kind, (int)kind, (int)PipeShutdownKind.None) != (int)PipeShutdownKind.None)
            return false;
        Volatile.Write(ref _error, (int)error);
        return true;
    }

    /// <summary>Ends it. To be called before either pipe tells the client, see <see cref="ThrowIfOver"/>.</summary>
    public void Declare(PipeShutdownKind kind, SocketError error = SocketError.Success)
    {
        TryExplain(kind, error);
        _over = true;
    }

    /// <summary>
    /// A client that learns of the end fails the requests that wait for a reply, and only then lets go of the pipe. A request
    /// that it queues in between would be neither answered nor failed, unless its flush fails. Since the end is declared
    /// before the client can learn of it, a request whose flush passes here is among those that will be failed.
    /// </summary>
    public void ThrowIfOver()
    {
        if (_over)
            throw new ConnectionResetException($"the connection has ended ({Kind})");
    }
}
