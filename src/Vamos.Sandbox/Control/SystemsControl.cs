namespace Vamos.Sandbox.Control;

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Sandbox.LegacySystems;

/// <summary>
/// Tells the legacy systems how to behave while the sandbox runs, over HTTP on loopback: <c>GET /systems</c> lists them, <c>PUT /systems/NAME</c>
/// with a disturbance as text changes one.
/// </summary>
public sealed class SystemsControl : IAsyncDisposable
{
    private const int LongestText = 64;

    private readonly WebApplication _app;

    private SystemsControl(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts listening.</summary>
    /// <param name="systems">The systems of the sandbox.</param>
    /// <param name="port">A port; 0 lets the system choose.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SystemsControl> StartAsync(IReadOnlyList<ISimulatedSystem> systems, int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "sandbox-control" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = LongestText;
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapGet("/systems", () => Results.Json(systems.Select(Shown)));
        app.MapPut("/systems/{name}", async (string name, HttpRequest request, CancellationToken cancellation) =>
        {
            using var reader = new StreamReader(request.Body);
            var told = await reader.ReadToEndAsync(cancellation);
            if (systems.FirstOrDefault(system => system.Name == name) is not { } system)
                return Results.NotFound($"There is no system '{name}', but {string.Join(", ", systems.Select(s => s.Name))}.\n");
            if (!Disturbance.TryParse(told.Trim(), out var disturbance))
                return Results.BadRequest($"A system can be told {Disturbance.Forms}.\n");
            await system.DisturbAsync(disturbance, cancellation);
            return Results.Json(Shown(system));
        });
        var control = new SystemsControl(app);
        await app.StartAsync(cancellationToken);
        return control;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static SystemState Shown(ISimulatedSystem system) => new(system.Name, $"{system.Disturbance}", system.Description);
}

/// <summary>A legacy system of the sandbox and how it behaves.</summary>
/// <param name="Name">Its name in commands.</param>
/// <param name="Behaviour">The disturbance, as text.</param>
/// <param name="Description">What it is and where.</param>
public sealed record SystemState(string Name, string Behaviour, string Description);
