namespace Vamos.Adapters.Tests.Soap;

using System.Net;
using System.Net.Sockets;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Soap;

/// <summary>What becomes of bytes on the line that need not even be HTTP.</summary>
public sealed class SoapClientOnTheLineTests
{
    private static readonly byte[] Sound = Encoding.UTF8.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: 124\r\nConnection: close\r\n\r\n"
        + "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><ok xmlns='urn:prueba'>si</ok></s:Body></s:Envelope>");

    [Fact]
    public void Any_bytes_are_an_answer_or_a_failure()
    {
        var changed =
            from places in Gen.NonEmptyListOf(Gen.Choose(0, Sound.Length - 1))
            from bytes in Gen.ArrayOf(Gen.Choose(0, 255), places.Count)
            select places.Zip(bytes).Aggregate((byte[])Sound.Clone(), (all, change) =>
            {
                all[change.First] = (byte)change.Second;
                return all;
            });
        var header =
            from line in Gen.Elements(
                "Content-Type: ", "Content-Type: text/xml; charset=", "Content-Type: \"", "Content-Encoding: gzip", "Content-Length: -1",
                "Content-Length: 99999999999999999999", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "\u00FF: x", ": ",
                "HTTP/1.1 100 Continue", "Location: ::", "WWW-Authenticate: Basic", "Upgrade: h2c")
            let headers = Encoding.Latin1.GetString(Sound).Replace("Connection: close", $"{line}\r\nConnection: close", StringComparison.Ordinal)
            select Encoding.Latin1.GetBytes(headers);
        var cut = Gen.Choose(0, Sound.Length).Select(length => Sound[..length]);

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new SoapClient(SettingsFor(listener), TimeProvider.System);
        Assert.Equal("si", Ask(client, listener, Sound)!.Text);

        Prop.ForAll(Gen.OneOf(changed, header, cut, ArbMap.Default.GeneratorFor<byte[]>()).ToArbitrary(), bytes =>
        {
            try
            {
                return Ask(client, listener, bytes) is not null;
            }
            catch (LegacySystemException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));
    }

    [Theory]
    [InlineData("JUAN PEREZ 4567890\r\n\r\n")]
    [InlineData("HTTP/1.1 PEREZ OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nJUAN PEREZ 4567890\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/PEREZ\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\nPEREZ\r\n")]
    public void What_came_over_the_line_is_not_told_to_the_log(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new SoapClient(SettingsFor(listener), TimeProvider.System);

        var e = Assert.Throws<LegacySystemException>(() => Ask(client, listener, Encoding.Latin1.GetBytes(answer)));

        Assert.DoesNotContain("PEREZ", e.ToString(), StringComparison.Ordinal);
    }

    private static SoapSettings SettingsFor(TcpListener listener) => new()
    {
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"),
        PasswordType = SoapPassword.None,
        Timeout = TimeSpan.FromSeconds(5),
    };

    private static SoapElement? Ask(SoapClient client, TcpListener listener, byte[] answer)
    {
        var serving = ServeAsync(listener, answer);
        var call = client.CallAsync("urn:prueba/Preguntar", writer => writer.WriteElementString("a", "b"), CancellationToken.None);
        try
        {
            var reply = call.WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();
            return reply.Body ?? throw reply.Fault!.ToException("Preguntar");
        }
        finally
        {
            serving.WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();
        }
    }

    private static async Task ServeAsync(TcpListener listener, byte[] answer)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        var question = new byte[8192];
        var text = new StringBuilder();
        while (!text.ToString().Contains("</soap:Envelope>", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(question);
            if (read == 0)
                return;
            text.Append(Encoding.UTF8.GetString(question, 0, read));
        }

        await stream.WriteAsync(answer);
        connection.Client.Shutdown(SocketShutdown.Send);
    }
}
