namespace Vamos.Hub.Monitoring.Page;

using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

/// <summary>
/// The page of the operations room at <c>/monitor</c>: files that are part of the program, the state as server-sent events, and the search in the
/// exchange log. Nothing on it comes from elsewhere.
/// </summary>
public static class MonitorPage
{
    private const string EventStream = "text/event-stream; charset=utf-8";
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly Dictionary<string, byte[]> Files = ReadFiles();

    /// <summary>Maps the page.</summary>
    public static void MapMonitor(this IEndpointRouteBuilder app, MonitorAccess access)
    {
        var room = app.MapGroup("/monitor");
        room.AddEndpointFilter(async (invocation, next) => access.Allows(invocation.HttpContext) ? await next(invocation) : Results.NotFound());
        room.MapGet("", (HttpContext http) => File(http, "index.html"));
        room.MapGet("/files/{name}", (HttpContext http, string name) => File(http, name));
        room.MapGet("/state", async Task<IResult> (MonitorBroadcast broadcast, CancellationToken cancellation) =>
            Results.Bytes(await broadcast.NowAsync(cancellation), "application/json; charset=utf-8"));
        room.MapGet("/events", Task<IResult> (HttpContext http, MonitorBroadcast broadcast, CancellationToken cancellation) => SendEventsAsync(http, broadcast, cancellation));
        room.MapGet("/exchanges", Task<IResult> (HttpContext http, ExchangeSearch search) => search.ListAsync(http));
        room.MapGet("/exchanges/{id}", Task<IResult> (HttpContext http, ExchangeSearch search, string id) => search.FindAsync(http, id));
    }

    private static IResult File(HttpContext http, string name)
    {
        if (!Files.TryGetValue(name, out var bytes))
            return Results.NotFound();
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(bytes, Types[Path.GetExtension(name)]);
    }

    private static async Task<IResult> SendEventsAsync(HttpContext http, MonitorBroadcast broadcast, CancellationToken cancellation)
    {
        if (!broadcast.TryOpen())
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        try
        {
            http.Response.ContentType = EventStream;
            http.Response.Headers.CacheControl = "no-store";
            var state = await broadcast.NowAsync(cancellation);
            while (true)
            {
                await http.Response.Body.WriteAsync("event: state\ndata: "u8.ToArray(), cancellation);
                await http.Response.Body.WriteAsync(state, cancellation);
                await http.Response.Body.WriteAsync("\n\n"u8.ToArray(), cancellation);
                await http.Response.Body.FlushAsync(cancellation);
                state = await broadcast.NextAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Results.Empty;
        }
        finally
        {
            broadcast.Close();
        }
    }

    private static Dictionary<string, byte[]> ReadFiles()
    {
        const string Prefix = "monitor/";
        var assembly = Assembly.GetExecutingAssembly();
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            files[name[Prefix.Length..]] = bytes.ToArray();
        }

        return files;
    }
}
