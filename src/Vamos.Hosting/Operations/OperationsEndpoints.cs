namespace Vamos.Hosting.Operations;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Hosting.Metrics;

/// <summary>What the operator's tools ask on the loopback listener.</summary>
public static class OperationsEndpoints
{
    /// <summary>
    /// Maps <c>/health/live</c> (the process runs), <c>/health/ready</c> (it takes calls) and <c>/metrics</c> (for Prometheus),
    /// reachable on the operations listener only.
    /// </summary>
    /// <param name="app">Where to map.</param>
    /// <param name="port">Port of the operations listener; 0 when the system chose it, then any plaintext connection counts.</param>
    /// <param name="readiness">Tells whether the server takes calls, and what to say about it.</param>
    public static void MapOperations(this IEndpointRouteBuilder app, int port, Func<Readiness> readiness)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" })).OnOperationsListener(port);
        app.MapGet("/health/ready", () =>
        {
            var state = readiness();
            return Results.Json(state.Report, statusCode: state.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).OnOperationsListener(port);
        var metrics = app.ServiceProvider.GetRequiredService<PrometheusMetrics>();
        app.MapGet("/metrics", () => Results.Text(metrics.Write(), PrometheusMetrics.ContentType)).OnOperationsListener(port);
    }

    /// <summary>Adds what the operations listener tells.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services.AddMetrics().AddSingleton<PrometheusMetrics>();

    private static void OnOperationsListener(this RouteHandlerBuilder endpoint, int port) =>
        endpoint.AddEndpointFilter(async (invocation, next) =>
        {
            var http = invocation.HttpContext;
            var here = !http.Request.IsHttps && (port == 0 || http.Connection.LocalPort == port);
            return here ? await next(invocation) : Results.NotFound();
        });
}

/// <summary>Whether a server takes calls.</summary>
/// <param name="Ready">True when it does.</param>
/// <param name="Report">What to say, serialized as JSON.</param>
public sealed record Readiness(bool Ready, object Report);
