namespace Vamos.Browser.Tests.Samples;

using System.Text.Json;
using Microsoft.Playwright;
using Vamos.Hub.Monitoring.Live;

/// <summary>Stands in for the hub's events: each connection is told the state of the moment and ends, upon which the page connects again.</summary>
internal sealed class StateFeed(MonitorState state)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public MonitorState State { get; set; } = state;

    /// <summary>Whether nobody answers.</summary>
    public bool IsDown { get; set; }

    public static string Write(MonitorState state) => JsonSerializer.Serialize(state, Json);

    public Task AnswerAsync(IRoute route) => IsDown
        ? route.AbortAsync("connectionrefused")
        : route.FulfillAsync(new() { ContentType = "text/event-stream", Body = $"event: state\ndata: {Write(State)}\n\n" });
}
