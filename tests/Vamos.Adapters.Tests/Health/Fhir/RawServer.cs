namespace Vamos.Adapters.Tests.Health.Fhir;

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

/// <summary>An HTTP server that answers with whatever bytes a test writes.</summary>
public sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, byte[]?> _answer;

    /// <param name="answer">Makes the answer to a request as it came in; null breaks the connection off, an empty one never answers.</param>
    public RawServer(Func<string, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/fhir/");

    public ConcurrentQueue<string> Requests { get; } = new();

    public static byte[] Json(string body, int status = 200, string more = "") => Answer(Encoding.UTF8.GetBytes(body), status, "application/fhir+json", more);

    public static byte[] Answer(byte[] body, int status = 200, string contentType = "application/fhir+json", string more = "") =>
    [
        .. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n{more}Connection: close\r\n\r\n"),
        .. body,
    ];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            var request = await ReadAsync(client.GetStream());
            Requests.Enqueue(request);
            var answer = _answer(request);
            if (answer is { Length: 0 })
                await Task.Delay(Timeout.Infinite, _stop.Token);
            if (answer is not null)
                await client.GetStream().WriteAsync(answer, _stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever asked has gone.
        }
    }

    private async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            var soFar = text.ToString();
            var end = soFar.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0)
                return soFar;
            if (end < 0)
                continue;
            var length = soFar.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            if (soFar.Length - end - 4 >= (length is null ? 0 : int.Parse(length.Split(':')[1])))
                return soFar;
        }
    }
}
