namespace Vamos.Browser.Tests;

using Vamos.Browser.Tests.Running;
using Vamos.Browser.Tests.Samples;
using static Microsoft.Playwright.Assertions;

/// <summary>What the page does while the hub cannot be reached, and how it holds out.</summary>
[Collection(SharedBrowser.Name)]
public sealed class ConnectionTests(Chromium chromium)
{
    private static readonly DateTimeOffset At = new(2026, 5, 14, 14, 30, 3, TimeSpan.Zero);

    [Fact]
    public async Task Lost_connection_is_said_with_the_age_of_the_data_and_comes_back_by_itself()
    {
        var states = new StateFeed(MonitorStateSample.Make(At));
        await using var page = await chromium.OpenAsync(states);
        page.ExpectedComplaints.Add("ERR_CONNECTION_REFUSED");

        states.IsDown = true;
        await Expect(page["#connection"]).ToContainTextAsync("Sin conexión con el hub. Lo que se ve es de hace");
        await Expect(page["body"]).ToHaveAttributeAsync("data-stale", "");
        await Expect(page["#pulse"]).ToContainTextAsync("Sin actualizar");
        await Expect(page["#verdict"]).ToHaveTextAsync("Sin datos actuales");
        await page.PictureAsync("connection-lost");
        states.IsDown = false;

        await Expect(page["#connection"]).ToHaveTextAsync("Conexión recuperada.");
        await Expect(page["body[data-stale]"]).ToHaveCountAsync(0);
        await Expect(page["#verdict"]).ToHaveTextAsync("Todo funciona");
        await Expect(page["#connection"]).ToBeEmptyAsync();
    }

    [Fact]
    public async Task New_alert_is_announced_once_and_so_is_its_end()
    {
        var states = new StateFeed(MonitorStateSample.Make(At));
        await using var page = await chromium.OpenAsync(states);
        await Expect(page["#announcer"]).ToBeEmptyAsync();
        await page.Page.EvaluateAsync(
            "() => { window.said = []; new MutationObserver(() => said.push(announcer.textContent)).observe(announcer, { childList: true }); }");

        states.State = MonitorStateSample.Make(At.AddSeconds(1), inTrouble: true);
        await Expect(page["#announcer"]).ToContainTextAsync("Alerta nueva: El convenio minna-abrazo");
        // ages of alerts change all the time, which nobody wants to hear
        states.State = states.State with { Time = At.AddSeconds(90) };
        await Expect(page["#alerts-open"]).ToContainTextAsync("hace 2 min");
        states.State = MonitorStateSample.Make(At.AddSeconds(100));
        await Expect(page["#announcer"]).ToContainTextAsync("Alerta resuelta");

        Assert.Equal(2, await page.Page.EvaluateAsync<int>("() => said.length"));
    }

    [Fact]
    public async Task List_of_the_latest_stands_still_on_demand_and_under_the_focus()
    {
        var states = new StateFeed(MonitorStateSample.Make(At));
        await using var page = await chromium.OpenAsync(states);
        var first = page["#latest-body tr"].First;
        var shown = await first.GetAttributeAsync("data-exchange");

        await page["#latest-pause"].ClickAsync();
        await ChangeAsync("00000000000000000000000001");
        Assert.Equal(shown, await first.GetAttributeAsync("data-exchange"));
        await page["#latest-pause"].ClickAsync();
        await Expect(first).ToHaveAttributeAsync("data-exchange", "00000000000000000000000001");

        await first.Locator("button").FocusAsync();
        await ChangeAsync("00000000000000000000000002");
        Assert.Equal("00000000000000000000000001", await first.GetAttributeAsync("data-exchange"));

        async Task ChangeAsync(string id)
        {
            var latest = states.State.Latest;
            states.State = states.State with { Time = states.State.Time.AddSeconds(1), Version = id, Latest = [latest[0] with { ExchangeId = id }, .. latest] };
            await Expect(page["#version"]).ToContainTextAsync(id);
        }
    }

    [Fact]
    public async Task Chart_is_read_with_the_arrow_keys()
    {
        await using var page = await chromium.OpenAsync(new StateFeed(MonitorStateSample.Make(At)));
        var reader = page["#chart-latency .reader"];

        await reader.FocusAsync();
        await page.Page.Keyboard.PressAsync("Home");
        await Expect(reader).ToHaveAttributeAsync("aria-valuetext", "11:15:05: sin intercambios");
        await page.Page.Keyboard.PressAsync("End");
        await page.Page.Keyboard.PressAsync("ArrowLeft");

        Assert.Matches(@"^11:29:55: p50 [\d,]+ ms, p90 [\d,]+ ms, p99 [\d,]+ ms$", await reader.GetAttributeAsync("aria-valuetext"));
        await Expect(page["#chart-latency .tip"]).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Methods_are_sorted_by_their_headers()
    {
        await using var page = await chromium.OpenAsync(new StateFeed(MonitorStateSample.Make(At)));
        var header = page["#methods-head th"].Nth(7);

        await header.Locator("button").ClickAsync();
        await Expect(header).ToHaveAttributeAsync("aria-sort", "descending");
        var slowest = MonitorStateSample.Make(At).Methods.MaxBy(row => row.P99)!;
        await Expect(page["#methods-body tr"].First).ToHaveAttributeAsync("data-method", slowest.Method);
        await header.Locator("button").ClickAsync();

        await Expect(header).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(page["#methods-body tr"].Last).ToHaveAttributeAsync("data-method", slowest.Method);
    }
}
