namespace Vamos.Adapters.Health.Fhir;

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

/// <summary>
/// Asks the FHIR server. Whatever goes wrong becomes a <see cref="LegacySystemException"/> that quotes nothing of what was asked or answered.
/// People are searched for by POST, so that no number of theirs gets into a log of addresses on the way.
/// </summary>
internal sealed class FhirClient : IDisposable
{
    private const string Fhir = "application/fhir+json";

    private readonly FhirSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _slots;

    public FhirClient(FhirSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _slots = new SemaphoreSlim(settings.Concurrency);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = settings.RequestTimeout,
            MaxConnectionsPerServer = settings.Concurrency,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Reads what is at an address, or learns that it did not change.</summary>
    public Task<FhirReply> GetAsync(Uri address, FhirValidator known, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (known.ETag is { } tag)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (known.LastModified is { } modified)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        return SendAsync(request, cancellationToken);
    }

    /// <summary>Searches a type.</summary>
    public Task<FhirReply> SearchAsync(string type, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var address = new Uri(_settings.Address, $"{type}/_search");
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(parameters) };
        // A parameter that the server does not know would otherwise be left out, and the whole register be found.
        request.Headers.TryAddWithoutValidation("Prefer", "handling=strict");
        return SendAsync(request, cancellationToken);
    }

    public void Dispose()
    {
        _http.Dispose();
        _slots.Dispose();
    }

    private async Task<FhirReply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var owned = request;
        await _slots.WaitAsync(cancellationToken);
        using var late = new CancellationTokenSource(_settings.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Fhir));
            request.Headers.Authorization = _settings.Credentials.ToHeader();
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(request.RequestUri!, response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LegacySystemException($"its FHIR server did not answer within {_settings.RequestTimeout.TotalSeconds} s");
        }
        catch (HttpRequestException e)
        {
            throw new LegacySystemException($"its FHIR server cannot be reached ({e.HttpRequestError})");
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new LegacySystemException("its FHIR server broke off in the middle of an answer");
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<FhirReply> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var serverTime = response.Headers.Date;
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotModified or HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new FhirReply(response.StatusCode, address, default, 0, default, serverTime);
            case HttpStatusCode.OK:
                if (!IsJson(response))
                    throw new LegacySystemException("its FHIR server answered with something else than FHIR as JSON");
                var bytes = await FhirBody.ReadAsync(response.Content, _settings.MaxBytes, cancellationToken);
                var body = FhirBody.Parse(bytes.Span, response.Content.Headers.ContentType?.CharSet);
                return new FhirReply(HttpStatusCode.OK, address, body, bytes.Length, ValidatorOf(response), serverTime);
            default:
                throw await RefusalAsync(response, cancellationToken);
        }
    }

    private async Task<LegacySystemException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var codes = "";
        if (IsJson(response))
        {
            try
            {
                var bytes = await FhirBody.ReadAsync(response.Content, _settings.MaxBytes, cancellationToken);
                codes = FhirOutcome.Say(FhirOutcome.Of(FhirBody.Parse(bytes.Span, response.Content.Headers.ContentType?.CharSet)));
            }
            catch (LegacySystemException)
            {
                // The status says enough.
            }
        }

        var what = status is 401 or 403 ? "does not let us in" : status is >= 300 and < 400 ? "sends us elsewhere" : "refuses or fails";
        return new LegacySystemException(string.Create(
            CultureInfo.InvariantCulture, $"its FHIR server {what} (status {status}{(codes.Length == 0 ? "" : ", ")}{codes})"));
    }

    private static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() is Fhir or "application/json" or "text/json" or "application/json+fhir";

    private static FhirValidator ValidatorOf(HttpResponseMessage response) => new(
        response.Headers.ETag?.ToString(),
        response.Content.Headers.TryGetValues("Last-Modified", out var modified) ? modified.FirstOrDefault() : null);
}
