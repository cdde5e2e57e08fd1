namespace Vamos.Browser.Tests.Running;

using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Microsoft.Playwright;
using Vamos.Browser.Tests.Samples;

/// <summary>The page in a window of its own. When it is closed, anything that it complained of on the console fails the test.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private const float Patience = 15_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Keep(message.Type is "error" or "warning", $"{message.Type}: {message.Text} {message.Location}");
        page.PageError += (_, error) => Keep(true, error);
    }

    public IPage Page { get; }

    /// <summary>Parts of complaints that the test provokes.</summary>
    public List<string> ExpectedComplaints { get; } = [];

    public static async Task<OpenPage> OpenAsync(IBrowser browser, BrowserNewContextOptions options, Look look, StateFeed? states)
    {
        options.ViewportSize = new() { Width = look.Width, Height = look.Height };
        options.ColorScheme = look.Theme == "dark" ? ColorScheme.Dark : ColorScheme.Light;
        options.ReducedMotion = ReducedMotion.Reduce;
        options.TimezoneId = "America/Asuncion";
        options.Permissions = ["clipboard-read", "clipboard-write"];
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var opened = new OpenPage(context, await context.NewPageAsync());
        if (states is not null)
            await opened.Page.RouteAsync("**/monitor/events", states.AnswerAsync);
        await opened.Page.GotoAsync("/monitor");
        await opened.Page.Locator("body:not([data-waiting])").WaitForAsync();
        if (look.Language != "es")
            await opened.Page.Locator("#language").ClickAsync();
        return opened;
    }

    public ILocator this[string selector] => Page.Locator(selector);

    /// <summary>Runs one of the scripts beside this class, and gives what it found.</summary>
    public async Task<T> ExamineAsync<T>(string script, object? argument = null)
    {
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        var found = await Page.EvaluateAsync<JsonElement>(await reader.ReadToEndAsync(), argument);
        return found.Deserialize<T>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Presses the tabulator until an element has the focus.</summary>
    public async Task TabToAsync(string selector)
    {
        for (var presses = 0; presses < 200; presses++)
        {
            if (await Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"the tabulator never reaches {selector}");
    }

    /// <summary>Keeps a picture of the whole page among the results.</summary>
    public async Task PictureAsync(string name)
    {
        var path = Path.Combine(Screenshots.Folder, $"{name}.png");
        await Page.ScreenshotAsync(new() { Path = path, FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        var unexpected = _complaints.Where(complaint => !ExpectedComplaints.Any(expected => complaint.Contains(expected, StringComparison.Ordinal)));
        Assert.True(!unexpected.Any(), string.Join(Environment.NewLine, unexpected));
    }

    private void Keep(bool isComplaint, string text)
    {
        if (isComplaint)
            _complaints.Enqueue(text);
    }
}
