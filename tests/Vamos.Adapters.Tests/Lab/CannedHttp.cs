namespace Vamos.Adapters.Tests.Lab;

using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

/// <summary>An HTTP server that says to every request what a test tells it to say.</summary>
public sealed class CannedHttp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CannedHttp(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<CannedHttp> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new CannedHttp(app);
        app.Run(context => server.Answer(context));
        await app.StartAsync();
        server.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    public void Says(byte[] body, string? type = "text/xml; charset=utf-8", int status = 200) => Answer = async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    };

    public void Says(string body, string? type = "text/xml; charset=utf-8", int status = 200) => Says(Encoding.UTF8.GetBytes(body), type, status);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
