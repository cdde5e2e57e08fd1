namespace Vamos.Sandbox.LegacySystems;

using Microsoft.AspNetCore.Http;

/// <summary>The misbehaviour that all HTTP servers have in common. What failing looks like differs by protocol, so each brings its own.</summary>
/// <param name="fail">Answers as the protocol does when the server fails.</param>
internal sealed class DisturbedHttp(Func<HttpContext, Task> fail)
{
    // Neither XML nor JSON nor text of any encoding.
    private static readonly byte[] Garbage = [0x3C, 0xFF, 0xFE, 0x00, 0x7B, 0x80, 0x81, 0x00, 0x3E, 0x26, 0x5D, 0x9F];

    private volatile Disturbance _disturbance = Disturbance.None;

    /// <summary>How the server behaves.</summary>
    public Disturbance Disturbance
    {
        get => _disturbance;
        set => _disturbance = value;
    }

    /// <summary>Lets a request through, or does what the server was told.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var disturbance = Disturbance;
        switch (disturbance.Mood)
        {
            case Mood.Down:
                context.Abort();
                return;
            case Mood.Failing:
                await fail(context);
                return;
            case Mood.Garbage:
                context.Response.ContentType = "application/octet-stream";
                await context.Response.Body.WriteAsync(Garbage, context.RequestAborted);
                return;
            case Mood.Slow:
                await Task.Delay(disturbance.Delay, context.RequestAborted);
                break;
        }

        await next(context);
    }
}
