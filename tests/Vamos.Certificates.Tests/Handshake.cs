namespace Vamos.Certificates.Tests;

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

/// <summary>How a handshake over a real socket went for each side, including the first byte each way.</summary>
internal sealed record Handshake(Exception? ServerError, Exception? ClientError, string? SeenByServer, string? SeenByClient, SslProtocols Protocol)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public bool Succeeded => ServerError is null && ClientError is null;

    public static async Task<Handshake> RunAsync(SslServerAuthenticationOptions server, SslClientAuthenticationOptions client, string? host = "localhost")
    {
        using var limit = new CancellationTokenSource(Limit);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        client.TargetHost = host;
        var accepting = listener.AcceptTcpClientAsync(limit.Token).AsTask();
        var dialling = DialAsync((IPEndPoint)listener.LocalEndpoint, limit.Token);
        var serving = Side(accepting, stream => stream.AuthenticateAsServerAsync(server, limit.Token), limit.Token);
        var calling = Side(dialling, stream => stream.AuthenticateAsClientAsync(client, limit.Token), limit.Token);
        var (served, called) = (await serving, await calling);
        Assert.False(limit.IsCancellationRequested, "the handshake hung");
        return new Handshake(served.Error, called.Error, served.Institution, called.Institution, served.Protocol);
    }

    private static async Task<TcpClient> DialAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(address, cancellationToken);
        return connection;
    }

    // With TLS 1.3 a client learns only from its first read that it was refused, so each side sends and reads a byte.
    private static async Task<(Exception? Error, string? Institution, SslProtocols Protocol)> Side(
        Task<TcpClient> connecting, Func<SslStream, Task> authenticate, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = await connecting;
            await using var stream = new SslStream(connection.GetStream());
            await authenticate(stream);
            await stream.WriteAsync(new byte[1], cancellationToken);
            await stream.ReadExactlyAsync(new byte[1], cancellationToken);
            Assert.Equal(SslApplicationProtocol.Http2, stream.NegotiatedApplicationProtocol);
            InstitutionName.TryRead(stream.RemoteCertificate as X509Certificate2, out var institution);
            return (null, institution, stream.SslProtocol);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or SocketException)
        {
            return (exception, null, SslProtocols.None);
        }
    }
}
