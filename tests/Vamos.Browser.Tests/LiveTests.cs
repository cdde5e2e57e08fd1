namespace Vamos.Browser.Tests;

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Vamos.Browser.Tests.Running;
using Vamos.Sandbox.LegacySystems;
using static Microsoft.Playwright.Assertions;

/// <summary>The page as a sandbox that runs feeds it: real exchanges, real failures.</summary>
[Collection(SharedBrowser.Name)]
public sealed partial class LiveTests(Chromium chromium)
{
    private const string Worker = "99000002";
    private const string Method = "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary";

    [Fact]
    public async Task Call_is_on_the_page_within_two_seconds()
    {
        await using var page = await chromium.OpenAsync();
        var row = page[$"#methods-body tr[data-consumer=mds][data-method='{Method}'] td"].First;
        var before = await row.IsVisibleAsync() ? await NumberAsync(row) : 0;

        await chromium.Sandbox.GetAsync("mds", Worker);

        await Expect(row).ToHaveTextAsync($"{before + 1}", new() { Timeout = 2_000 });
        await Expect(page["#latest-body tr"].First).ToContainTextAsync("MDS");
        await Expect(page["#matrix-body th[data-code=mds]"]).ToBeVisibleAsync();
        await Expect(page["#figure-rate dd"]).Not.ToHaveTextAsync("0");
    }

    [Fact]
    public async Task Refusal_is_counted_and_explained_in_plain_words()
    {
        await using var page = await chromium.OpenAsync();

        await chromium.Sandbox.GetAsync("utgs", Worker, "PURPOSE_NONSENSE");

        var reason = page["#reasons li"].Filter(new() { HasText = "PURPOSE_UNKNOWN" });
        await Expect(reason).ToContainTextAsync("Finalidad inexistente");
        await page["#language"].ClickAsync();
        await Expect(reason).ToContainTextAsync("No such purpose");
    }

    [Fact]
    public async Task Dead_legacy_system_turns_its_tile_red_within_five_seconds_and_the_picture_recovers()
    {
        await using var page = await chromium.OpenAsync();
        var tile = page["#tiles [data-institution=mtess]"];
        var alert = page["#alerts-open [data-code=adapter-down][data-subject=mtess]"];
        await Expect(tile).ToHaveAttributeAsync("data-level", "ok", new() { Timeout = 90_000 });

        await chromium.Sandbox.DisturbAsync("mtess-soap", Mood.Down);
        try
        {
            await Expect(tile).ToHaveAttributeAsync("data-level", "failing", new() { Timeout = 5_000 });
            await Expect(tile).ToContainTextAsync("Con falla");
            await Expect(alert).ToContainTextAsync("Llame al contacto técnico");
            await Expect(page["#announcer"]).ToContainTextAsync("Alerta nueva: La institución mtess");
            await Expect(page["#verdict"]).ToHaveAttributeAsync("data-level", "failing");
            await page.PictureAsync("live-source-down");
        }
        finally
        {
            await chromium.Sandbox.DisturbAsync("mtess-soap", Mood.Well);
        }

        await Expect(alert).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Expect(tile).Not.ToHaveAttributeAsync("data-level", "failing");
        await Expect(page["#announcer"]).ToContainTextAsync("Alerta resuelta");
        await Expect(page["#alerts-past"]).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Percentiles_agree_with_those_of_the_exchange_log()
    {
        // the agreement allows fifty a second
        for (var i = 0; i < 45; i++)
            await chromium.Sandbox.GetAsync("mtess", Worker, "PURPOSE_BENEFIT_CONTROL");
        await using var page = await chromium.OpenAsync();
        var times = await TimesAsync("consumer=mtess&method=GetBeneficiary");
        var row = page[$"#methods-body tr[data-consumer=mtess][data-method='{Method}'] td"];

        await Expect(row.First).ToHaveTextAsync($"{times.Count}");
        times.Sort();
        foreach (var (cell, share) in new[] { (3, 0.5), (4, 0.9), (5, 0.99) })
        {
            var exact = times[(int)Math.Ceiling(share * times.Count) - 1];
            // one in a hundred of the sketch, and the three digits that are shown
            Assert.InRange(await MillisecondsAsync(row.Nth(cell)), exact * 0.984, exact * 1.016);
        }
    }

    [Fact]
    public async Task Search_and_receipt_work_with_the_keyboard_alone()
    {
        await chromium.Sandbox.GetAsync("utgs", Worker);
        await using var page = await chromium.OpenAsync();
        var keyboard = page.Page.Keyboard;

        // from the beginning of the page to the search, as somebody without a mouse gets there
        await page.TabToAsync("input[name=consumer]");
        await keyboard.TypeAsync("utgs");
        await page.TabToAsync("input[name=method]");
        await keyboard.TypeAsync("GetBeneficiary");
        await page.TabToAsync("select[name=outcome]");
        await keyboard.TypeAsync("Respondido");
        await keyboard.PressAsync("Enter");
        await page.TabToAsync("#search-form button.primary");
        await keyboard.PressAsync("Enter");
        await Expect(page["#search-status"]).ToContainTextAsync("en esta página");
        await page.TabToAsync("#search-body button");
        await keyboard.PressAsync("Enter");

        var dialog = page["#receipt"];
        await Expect(dialog).ToContainTextAsync("utgs-coordinacion");
        await Expect(dialog).ToContainTextAsync("vamos-sandbox/exchange-log");
        await page.PictureAsync("live-receipt");
        // the focus stays in the window
        for (var i = 0; i < 8; i++)
        {
            await keyboard.PressAsync("Tab");
            Assert.True(await page.Page.EvaluateAsync<bool>(
                "() => document.activeElement === document.body || document.querySelector('#receipt').contains(document.activeElement)"));
        }

        await page.TabToAsync("#receipt-copy");
        await keyboard.PressAsync("Enter");
        await Expect(page["#receipt-status"]).ToHaveTextAsync("Copiado.");
        var copied = JsonDocument.Parse(await page.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).RootElement;
        Assert.Equal(64, copied.GetProperty("receipt").GetProperty("root_hash").GetString()!.Length);
        await keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.activeElement.closest('#search-body') !== null"));
    }

    [Fact]
    public async Task Search_filters_pages_and_says_when_there_is_nothing()
    {
        for (var i = 0; i < 55; i++)
            await chromium.Sandbox.GetAsync("mds", Worker);
        await using var page = await chromium.OpenAsync();

        await page["input[name=consumer]"].FillAsync("MDS");
        await page["input[name=source]"].FillAsync("mtess");
        await page["#search-form button.primary"].ClickAsync();
        await Expect(page["#search-body tr"]).ToHaveCountAsync(50);
        await Expect(page["#search-body th"].First).ToHaveTextAsync("MDS");
        await page["#search-next"].ClickAsync();
        await Expect(page["#search-previous"]).ToBeEnabledAsync();
        await Expect(page["#search-body tr"]).Not.ToHaveCountAsync(50);
        await page["#search-previous"].ClickAsync();
        await Expect(page["#search-body tr"]).ToHaveCountAsync(50);

        await page["input[name=from]"].FillAsync("2020-01-01T00:00:01");
        await page["input[name=to]"].FillAsync("2020-01-02T00:00:01");
        await page["#search-form button.primary"].ClickAsync();
        await Expect(page["#search-status"]).ToHaveTextAsync("Ningún intercambio coincide.");
        await page["#search-form button[type=reset]"].ClickAsync();
        await Expect(page["#search-status"]).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Monitor_opens_the_page_with_its_certificate_over_mutual_tls()
    {
        await using var page = await chromium.OpenAsync("utgs");

        await Expect(page["#verdict-sources"]).ToHaveTextAsync(AllAnswer);
        await Expect(page["#pulse"]).ToContainTextAsync("En vivo");
    }

    [GeneratedRegex(@"^(\d+) de \1 instituciones responden bien$")]
    private static partial Regex AllAnswer { get; }

    private async Task<List<double>> TimesAsync(string query)
    {
        using var http = new HttpClient { BaseAddress = chromium.Sandbox.Operations };
        var times = new List<double>();
        for (string? token = ""; token is not null;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(new Uri($"/monitor/exchanges?{query}&page={token}", UriKind.Relative));
            times.AddRange(page.GetProperty("exchanges").EnumerateArray().Select(exchange => exchange.GetProperty("milliseconds").GetDouble()));
            token = page.GetProperty("next_page").GetString() is { Length: > 0 } next ? Uri.EscapeDataString(next) : null;
        }

        return times;
    }

    private static async Task<int> NumberAsync(ILocator cell) =>
        int.Parse((await cell.InnerTextAsync()).Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static async Task<double> MillisecondsAsync(ILocator cell)
    {
        var words = (await cell.InnerTextAsync()).Replace(".", "", StringComparison.Ordinal).Replace(',', '.').Split(' ');
        return double.Parse(words[0], CultureInfo.InvariantCulture) * (words[1] == "s" ? 1_000 : 1);
    }
}
