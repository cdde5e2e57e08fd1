namespace Vamos.Browser.Tests.Running;

using Microsoft.Playwright;
using Vamos.Browser.Tests.Samples;

/// <summary>The Chromium of the system and a sandbox that runs, for all tests of the page.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    internal TestSandbox Sandbox { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var program = Programs.FirstOrDefault(File.Exists);
        Assert.True(program is not null, "the tests of the page need Chromium: apt-get install chromium");
        Assertions.SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();
        // root, as which tests may run in a container, has no sandbox of the browser
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
        Sandbox = await TestSandbox.StartAsync();
    }

    /// <summary>Opens the page as the hub of the sandbox feeds it.</summary>
    internal Task<OpenPage> OpenAsync(Look? look = null) =>
        OpenPage.OpenAsync(_chromium!, new() { BaseURL = $"{Sandbox.Operations}" }, look ?? new Look(), null);

    /// <summary>Opens the page at the exchange listener, with the certificate of an institution.</summary>
    internal Task<OpenPage> OpenAsync(string institution) => OpenPage.OpenAsync(
        _chromium!,
        new()
        {
            BaseURL = $"{Sandbox.Hub}",
            ClientCertificates =
            [
                new()
                {
                    Origin = Sandbox.Hub.GetLeftPart(UriPartial.Authority),
                    CertPath = Sandbox.CertificateOf(institution),
                    KeyPath = Sandbox.KeyOf(institution),
                },
            ],
            // nobody has told this browser of the sandbox's authority
            IgnoreHTTPSErrors = true,
        },
        new Look(),
        null);

    /// <summary>Opens the page with states that are made up.</summary>
    internal Task<OpenPage> OpenAsync(StateFeed states, Look? look = null) =>
        OpenPage.OpenAsync(_chromium!, new() { BaseURL = $"{Sandbox.Operations}" }, look ?? new Look(), states);

    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
        if (Sandbox is not null)
            await Sandbox.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
