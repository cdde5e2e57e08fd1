namespace Vamos.Adapters.Soap;

using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Xml;

/// <summary>
/// Calls a SOAP 1.1 service in its document/literal form. A call is made once: whether to ask again is for the hub to decide. Everything that is
/// not SOAP comes out as one exception with a message for the operator; a fault is a value, since some of them are answers.
/// </summary>
public sealed class SoapClient : IDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private static readonly TimeSpan LongestConnecting = TimeSpan.FromSeconds(5);

    // Now and then a connection is made anew, so that a service that moved is found again.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly SoapSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _turns;

    /// <param name="settings">Where the service is, and how much of it is borne.</param>
    /// <param name="time">The clock that tokens carry.</param>
    public SoapClient(SoapSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _turns = new SemaphoreSlim(settings.CallsAtOnce);
        _http = new HttpClient(new SocketsHttpHandler
        {
            // A redirect would carry the caller's token and a person's number to wherever it points.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = settings.CallsAtOnce,
            ConnectTimeout = settings.Timeout < LongestConnecting ? settings.Timeout : LongestConnecting,
            PooledConnectionLifetime = ConnectionLifetime,
            // What is refused is not read to its end only to keep a connection.
            MaxResponseDrainSize = 0,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks, and reads the answer.</summary>
    /// <param name="action">The SOAPAction of the operation.</param>
    /// <param name="writeBody">Writes the one element of the body.</param>
    /// <param name="cancellationToken">Set when nobody waits any more.</param>
    /// <exception cref="LegacySystemException">There is no answer in SOAP.</exception>
    /// <exception cref="ArgumentException">The body has a character that XML cannot hold; nothing was sent.</exception>
    public async Task<SoapReply> CallAsync(string action, Action<XmlWriter> writeBody, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_settings.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await _turns.WaitAsync(either.Token);
            try
            {
                return await SendAsync(action, writeBody, either.Token);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LegacySystemException($"the service did not answer within {_settings.Timeout}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new LegacySystemException($"the service cannot be reached, or broke off: {CauseOf(e)}");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _turns.Dispose();
    }

    private async Task<SoapReply> SendAsync(string action, Action<XmlWriter> writeBody, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _settings.Address)
        {
            Content = new ByteArrayContent(SoapEnvelope.Write(UsernameToken.For(_settings, _time), writeBody)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
        request.Headers.TryAddWithoutValidation("SOAPAction", $"\"{action}\"");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

        // 500 is how SOAP 1.1 sends a fault, and how a broken server sends a page for people.
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new LegacySystemException($"the service refuses the caller with HTTP {(int)response.StatusCode}");
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.InternalServerError)
            throw new LegacySystemException($"the service answered HTTP {(int)response.StatusCode}");
        var type = response.Content.Headers.ContentType;
        if (type?.MediaType?.ToUpperInvariant() is not ("TEXT/XML" or "APPLICATION/XML") || response.Content.Headers.ContentEncoding.Count != 0)
            throw new LegacySystemException($"the service answered HTTP {(int)response.StatusCode} with something else than XML");

        var reply = SoapReply.Of(SoapDocument.Read(await ReadAsync(response.Content, cancellationToken), type.CharSet));
        return reply.Fault is null && !response.IsSuccessStatusCode
            ? throw new LegacySystemException("the service answered HTTP 500 without a fault")
            : reply;
    }

    // Held as a whole, since it is small by its limit, and since reading XML from memory keeps no thread waiting for a slow line.
    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > _settings.LargestAnswer)
            throw TooLong();
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var answer = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (await stream.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            if (answer.Length + read > _settings.LargestAnswer)
                throw TooLong();
            answer.Write(chunk, 0, read);
        }

        return answer.GetBuffer().AsMemory(0, (int)answer.Length);
    }

    // Not the message: where HTTP is broken it quotes what came over the line, and that may be about a person.
    private static string CauseOf(Exception e) => e switch
    {
        { InnerException: AuthenticationException tls } => tls.Message,
        { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError.ToString(),
        HttpIOException io => io.HttpRequestError.ToString(),
        { InnerException: IOException { InnerException: SocketException socket } } => socket.SocketErrorCode.ToString(),
        { InnerException: HttpIOException io } => io.HttpRequestError.ToString(),
        _ => e.GetType().Name,
    };

    private LegacySystemException TooLong() => new($"the answer is longer than {_settings.LargestAnswer / 1024} KB");
}
