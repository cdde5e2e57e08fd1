namespace Vamos.Browser.Tests;

using System.Text.Json;
using Vamos.Browser.Tests.Running;
using Vamos.Browser.Tests.Samples;

/// <summary>What the page looks like, and to whom it can be read, in every language, theme and size.</summary>
[Collection(SharedBrowser.Name)]
public sealed class LookTests(Chromium chromium)
{
    private static readonly DateTimeOffset At = new(2026, 5, 14, 14, 30, 3, TimeSpan.Zero);

    // what is the same in both languages: names of machines and measures
    private static readonly string[] Same =
    [
        "p50", "p90", "p99", "MB", "Error", "–", "No",
    ];

    public static TheoryData<string, string, int> Looks
    {
        get
        {
            var looks = new TheoryData<string, string, int>();
            foreach (var language in new[] { "es", "en" })
            {
                foreach (var theme in new[] { "light", "dark" })
                {
                    foreach (var width in new[] { 360, 1440 })
                        looks.Add(language, theme, width);
                }
            }

            return looks;
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Page_has_contrast_and_fits_its_window(string language, string theme, int width)
    {
        var look = new Look(language, theme, width);
        foreach (var inTrouble in new[] { false, true })
        {
            await using var page = await chromium.OpenAsync(new StateFeed(MonitorStateSample.Make(At, inTrouble: inTrouble)), look);
            await page["#chart-traffic summary"].ClickAsync();
            await page["#alerts-past summary"].ClickAsync();

            var contrast = await page.ExamineAsync<Contrast>("contrast.js");
            Assert.Empty(contrast.Found);
            Assert.True(contrast.Texts > 200, $"only {contrast.Texts} texts were looked at");
            Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
            Assert.Equal(language, await page.Page.EvaluateAsync<string>("() => document.documentElement.lang"));
            await page["#chart-traffic summary"].ClickAsync();
            await page.PictureAsync($"{look}-{(inTrouble ? "trouble" : "well")}");
        }
    }

    [Fact]
    public async Task Headings_go_down_one_step_at_a_time()
    {
        await using var page = await chromium.OpenAsync(new StateFeed(MonitorStateSample.Make(At, inTrouble: true)));

        var levels = await page.ExamineAsync<int[]>("headings.js");

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, string.Join(' ', levels)));
    }

    [Fact]
    public async Task Everything_that_can_be_used_has_a_name()
    {
        await using var page = await chromium.OpenAsync(new StateFeed(MonitorStateSample.Make(At, inTrouble: true)));
        var session = await page.Page.Context.NewCDPSessionAsync(page.Page);

        var nodes = (await session.SendAsync("Accessibility.getFullAXTree"))!.Value.GetProperty("nodes");
        var tree = nodes.EnumerateArray().Where(node => !node.GetProperty("ignored").GetBoolean()).ToArray();

        string[] named =
        [
            "button", "link", "textbox", "combobox", "slider", "spinbutton", "searchbox", "region", "dialog", "table", "img", "columnheader", "rowheader",
            "DisclosureTriangle", "Date",
        ];
        var nameless = tree.Where(node => named.Contains(Text(node, "role")) && Text(node, "name").Length == 0).Select(node => node.GetRawText()).ToArray();
        Assert.True(nameless.Length == 0, string.Join('\n', nameless));
        Assert.Contains(tree, node => Text(node, "role") == "slider");
        foreach (var landmark in new[] { "banner", "main", "contentinfo" })
            Assert.Contains(tree, node => Text(node, "role") == landmark);

        static string Text(JsonElement node, string property) =>
            node.TryGetProperty(property, out var found) && found.TryGetProperty("value", out var value) ? $"{value}" : "";
    }

    [Fact]
    public async Task Every_text_is_in_both_languages()
    {
        var state = MonitorStateSample.Make(At, inTrouble: true);
        await using var page = await chromium.OpenAsync(new StateFeed(state));
        var spanish = await page.ExamineAsync<string[]>("texts.js");
        await page["#language"].ClickAsync();
        var english = await page.ExamineAsync<string[]>("texts.js");

        var data = state.Sources.SelectMany(source => new[] { source.Institution, source.Name })
            .Concat(state.Methods.SelectMany(row => new[] { row.Consumer, row.Method[(row.Method.LastIndexOf('.') + 1)..] }))
            .Concat(state.Errors.Select(error => error.Reason)).Append("hub")
            .SelectMany(text => new[] { text, text.ToUpperInvariant() }).Concat(Same).ToHashSet();
        var untranslated = spanish.Intersect(english).Where(text =>
            text.Count(char.IsLetter) > 1 && !data.Contains(text) && !text.Split(", ").All(data.Contains) && !IsMeasure(text));
        Assert.Empty(untranslated);

        var dictionary = await page.Page.EvaluateAsync<string>("async () => JSON.stringify((await import('/monitor/files/texts.js')).texts)");
        foreach (var (key, texts) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(dictionary)!)
            Assert.True(texts is [{ Length: > 0 } es, { Length: > 0 } en] && es != en, $"{key} is not translated");
    }

    [Fact]
    public async Task Every_reason_of_the_contract_is_explained()
    {
        var reasons = typeof(Vamos.Contracts.Errors.ErrorReasons).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        await using var page = await chromium.OpenAsync(new StateFeed(MonitorStateSample.Make(At)));

        var explained = await page.Page.EvaluateAsync<string[]>("async () => Object.keys((await import('/monitor/files/texts.js')).texts)");

        Assert.Empty(reasons.Except(explained.Select(key => key.Replace("reason.", "", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Theme_and_language_are_remembered()
    {
        await using var page = await chromium.OpenAsync(new StateFeed(MonitorStateSample.Make(At)));
        await page["#theme"].SelectOptionAsync("dark");
        await page["#language"].ClickAsync();

        await page.Page.ReloadAsync();

        Assert.Equal("en dark", await page.Page.EvaluateAsync<string>("() => `${document.documentElement.lang} ${document.documentElement.dataset.theme}`"));
        Assert.Equal("rgb(12, 17, 23)", await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(3840, 2160)]
    public async Task Wall_shows_what_matters_and_fits(int width, int height)
    {
        await using var page = await chromium.OpenAsync(new StateFeed(MonitorStateSample.Make(At, 36, 1_000, true)), new Look("es", "dark", width, height));

        await page["#wall"].ClickAsync();

        Assert.False(await page["#search"].IsVisibleAsync());
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
        Assert.Empty((await page.ExamineAsync<Contrast>("contrast.js")).Found);
        await page.PictureAsync($"wall-{width}");
    }

    private static bool IsMeasure(string text) =>
        text.Split(' ') is [var number, "ms" or "s" or "B" or "kB" or "MB" or "GB"] && number.All(c => char.IsDigit(c) || c is '.' or ',');

    private sealed record Contrast(int Texts, string[] Found);
}
