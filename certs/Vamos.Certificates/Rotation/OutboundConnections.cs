namespace Vamos.Certificates;

using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

/// <summary>The connections that we opened, so that those to a revoked server can be ended.</summary>
internal sealed class OutboundConnections
{
    private readonly ConcurrentDictionary<Connection, bool> _open = new();

    public NetworkStream Track(Socket socket) => new Connection(socket, this);

    /// <summary>Notes whose connection it is.</summary>
    public void Identify(NetworkStream connection, X509Certificate2 peer)
    {
        var tracked = (Connection)connection;
        tracked.Peer = peer;
        _open[tracked] = true;
    }

    public void EndWhere(Func<X509Certificate2, bool> revoked)
    {
        foreach (var connection in _open.Keys.Where(connection => connection.Peer is { } peer && revoked(peer)))
            connection.Dispose();
    }

    private sealed class Connection(Socket socket, OutboundConnections all) : NetworkStream(socket, ownsSocket: true)
    {
        public X509Certificate2? Peer { get; set; }

        protected override void Dispose(bool disposing)
        {
            all._open.TryRemove(this, out _);
            base.Dispose(disposing);
        }
    }
}
