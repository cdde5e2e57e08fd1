namespace Vamos.Hub.Monitoring.Alerts;

using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vamos.Hub.Monitoring.Page;

/// <summary>
/// Sends alerts as JSON to an address: <c>{"id", "status": "raised"|"cleared", "code", "subject", "severity", "message", "message_en", "raised_at",
/// "cleared_at"}</c>. With a secret the header <c>X-Vamos-Signature: sha256=…</c> holds the HMAC-SHA-256 of the body in hexadecimal. The id is the same
/// for an alert that is sent again, and for its end.
/// </summary>
public sealed class WebhookPost(HttpClient http, Uri address, byte[]? secret)
{
    /// <summary>Hands one alert over.</summary>
    /// <exception cref="HttpRequestException">It was not taken.</exception>
    public async Task DeliverAsync(Alert alert, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = IdOf(alert),
                status = alert.ClearedAt is null ? "raised" : "cleared",
                alert.Signal.Code,
                alert.Signal.Subject,
                severity = alert.Signal.Severity.ToString().ToLowerInvariant(),
                message = alert.Signal.Spanish,
                message_en = alert.Signal.English,
                alert.RaisedAt,
                alert.ClearedAt,
            },
            MonitorBroadcast.Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (secret is not null)
            request.Headers.Add("X-Vamos-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(secret, body))}");
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
    }

    private static string IdOf(Alert alert) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{alert.Signal.Code}/{alert.Signal.Subject}/{alert.RaisedAt.UtcTicks}")).AsSpan(0, 12));
}
