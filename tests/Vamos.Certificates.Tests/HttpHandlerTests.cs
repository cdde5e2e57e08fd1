namespace Vamos.Certificates.Tests;

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

public sealed class HttpHandlerTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.With("hub", "mds");
    private readonly TlsIdentity _hub;
    private readonly TlsIdentity _mds;
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(10));

    public HttpHandlerTests()
    {
        _hub = _folder.Certificates.LoadIdentity("hub");
        _mds = _folder.Certificates.LoadIdentity("mds");
    }

    public void Dispose()
    {
        _hub.Dispose();
        _mds.Dispose();
        _folder.Dispose();
        _limit.Dispose();
    }

    [Fact]
    public async Task Handler_to_the_expected_institution_speaks_http_2()
    {
        var (first, _) = await CallAsync("hub");
        Assert.Equal("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", first);
    }

    [Fact]
    public async Task Handler_to_another_institution_fails_with_the_reason()
    {
        var (_, failure) = await CallAsync("mtess");
        Assert.Equal(HttpRequestError.SecureConnectionError, failure.HttpRequestError);
        Assert.Contains("is of hub, not of mtess", Assert.IsType<AuthenticationException>(failure.InnerException).Message);
    }

    [Fact]
    public void Handler_is_set_for_long_lived_connections()
    {
        using var handler = _mds.CreateHttpHandler();
        Assert.Equal(TimeSpan.FromSeconds(30), handler.KeepAlivePingDelay);
        Assert.Equal(TimeSpan.FromSeconds(15), handler.KeepAlivePingTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), handler.ConnectTimeout);
        Assert.True(handler.EnableMultipleHttp2Connections);
    }

    // A server that reads the first bytes and hangs up: enough to see that the handler opened HTTP/2, or why it did not.
    private async Task<(string? First, HttpRequestException Failure)> CallAsync(string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener);
        using var client = new HttpClient(_mds.CreateHttpHandler(expected));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request, _limit.Token));
        return (await serving, failure);
    }

    private async Task<string?> ServeAsync(TcpListener listener)
    {
        try
        {
            using var connection = await listener.AcceptTcpClientAsync(_limit.Token);
            await using var stream = new SslStream(connection.GetStream());
            await stream.AuthenticateAsServerAsync(_hub.ServerOptions(), _limit.Token);
            var first = new byte[24];
            await stream.ReadExactlyAsync(first, _limit.Token);
            return Encoding.ASCII.GetString(first);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            return null;
        }
    }
}
