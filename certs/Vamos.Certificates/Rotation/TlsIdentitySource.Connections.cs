namespace Vamos.Certificates;

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

/// <summary>Connections to others, each under the identity that is current when it is opened.</summary>
public sealed partial class TlsIdentitySource
{
    /// <summary>Longest time for which an HTTP connection takes new calls; calls that run then still end in order.</summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A handler as <see cref="TlsIdentity.CreateHttpHandler"/> makes it, except that every connection takes the identity of its moment, and
    /// connections to a server whose certificate is revoked end. It connects when a call needs it. The caller disposes it.
    /// </summary>
    /// <param name="expectedInstitution">The institution that the server must be of; any, when null.</param>
    public SocketsHttpHandler CreateHttpHandler(string? expectedInstitution = null)
    {
        var handler = Current.CreateHttpHandler(expectedInstitution);
        handler.SslOptions = new SslClientAuthenticationOptions();
        handler.PooledConnectionLifetime = ConnectionLifetime;
        handler.ConnectCallback = async (context, cancellation) => await ConnectAsync(context.DnsEndPoint, expectedInstitution, cancellation);
        return handler;
    }

    private async Task<SslStream> ConnectAsync(DnsEndPoint server, string? expectedInstitution, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var connection = _outbound.Track(socket);
        var stream = new SslStream(connection);
        try
        {
            var options = Current.ClientOptions(expectedInstitution);
            options.TargetHost = server.Host;
            await stream.AuthenticateAsClientAsync(options, cancellationToken);
            Note(connection, (X509Certificate2)stream.RemoteCertificate!, expectedInstitution);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private void Note(NetworkStream connection, X509Certificate2 peer, string? expectedInstitution)
    {
        _outbound.Identify(connection, peer);
        // The lists may have changed between the handshake and now.
        if (IsRevoked(peer))
            connection.Dispose();
        if (expectedInstitution is null)
            return;
        var notAfter = new DateTimeOffset(peer.NotAfter.ToUniversalTime());
        _presented[expectedInstitution] = new PresentedCertificate(expectedInstitution, peer.SerialNumber, notAfter, _time.GetUtcNow());
    }
}
