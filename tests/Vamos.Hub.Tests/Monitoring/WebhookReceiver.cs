namespace Vamos.Hub.Tests.Monitoring;

using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

/// <summary>A web server that takes alerts, or refuses one when it is told to.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<(string Body, string? Signature)> _taken = Channel.CreateUnbounded<(string, string?)>();
    private readonly List<string> _all = [];
    private int _refusals;

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single() + "/alerts");

    public int CountOf(string code)
    {
        lock (_all)
            return _all.Count(body => body.Contains(code, StringComparison.Ordinal));
    }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/alerts", receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public void RefusesNext() => Interlocked.Increment(ref _refusals);

    /// <summary>The next alert of a kind; others are passed over.</summary>
    public async Task<(string Body, string? Signature)> NextAsync(string code, TimeSpan limit)
    {
        using var ends = new CancellationTokenSource(limit);
        while (true)
        {
            var taken = await _taken.Reader.ReadAsync(ends.Token);
            if (taken.Body.Contains(code, StringComparison.Ordinal))
                return taken;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        if (Interlocked.Decrement(ref _refusals) >= 0)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        lock (_all)
            _all.Add(body);
        await _taken.Writer.WriteAsync((body, request.Headers["X-Vamos-Signature"]));
        return Results.Ok();
    }
}
