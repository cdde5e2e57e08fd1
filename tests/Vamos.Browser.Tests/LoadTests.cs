namespace Vamos.Browser.Tests;

using System.Text.Json;
using Microsoft.Playwright;
using Vamos.Browser.Tests.Running;
using Vamos.Browser.Tests.Samples;

/// <summary>Thirty-six institutions with a thousand exchanges a second, for a long time.</summary>
[Collection(SharedBrowser.Name)]
public sealed class LoadTests(Chromium chromium)
{
    private const int States = 300;

    private static readonly DateTimeOffset At = new(2026, 5, 14, 14, 30, 3, TimeSpan.Zero);

    [Fact]
    public async Task Page_stays_cheap_and_grows_no_larger()
    {
        await using var page = await chromium.OpenAsync(new StateFeed(MonitorStateSample.Make(At, 36, 1_000)));
        var session = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await session.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        var states = Enumerable.Range(0, 6)
            .Select(i => MonitorStateSample.Make(At.AddSeconds(i), 36, 1_000 + (i * 10), inTrouble: i % 2 == 1))
            .Select(StateFeed.Write).ToArray();
        await TakeAsync(page, states, 20);
        var before = await MeasureAsync(session);

        await TakeAsync(page, states, States);

        var after = await MeasureAsync(session);
        Console.WriteLine($"a state of 36 institutions takes {(after["TaskDuration"] - before["TaskDuration"]) * 1_000 / States:0.0} ms of the page's thread");
        Assert.InRange((after["TaskDuration"] - before["TaskDuration"]) / States, 0, 0.2);
        Assert.InRange(after["Nodes"], 0, before["Nodes"] * 1.02);
        // a leak would be one for each state at least
        Assert.InRange(after["JSEventListeners"], 0, before["JSEventListeners"] + 10);
        Assert.InRange(after["JSHeapUsedSize"], 0, (before["JSHeapUsedSize"] * 1.1) + 500_000);
        Assert.Equal(36, await page["#tiles > li"].CountAsync());
        await page.PictureAsync("load-36");
    }

    // as the connection does with what comes from the hub, one after the other, each drawn
    private static Task TakeAsync(OpenPage page, string[] states, int count) => page.Page.EvaluateAsync(
        """
        async ([states, count]) => {
          const { take } = await import('/monitor/files/app.js');
          for (let i = 0; i < count; i++) {
            take(JSON.parse(states[i % states.length]));
            await new Promise(requestAnimationFrame);
          }
        }
        """,
        new object[] { states, count });

    private static async Task<Dictionary<string, double>> MeasureAsync(ICDPSession session)
    {
        await session.SendAsync("HeapProfiler.collectGarbage");
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray();
        return metrics.ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
    }
}
