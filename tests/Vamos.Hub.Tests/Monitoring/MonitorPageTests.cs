namespace Vamos.Hub.Tests.Monitoring;

using System.Net;
using System.Text.Json;
using Vamos.Hub.Tests.Running;

/// <summary>What the page is given: at the operations listener for everybody, over mutual TLS for the monitor alone.</summary>
public sealed class MonitorPageTests
{
    private const string Known = "99000004";

    [Fact]
    public async Task State_shows_an_exchange_within_two_seconds_as_an_event()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();
        using var http = new HttpClient { BaseAddress = hub.Operations };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var events = new StreamReader(await http.GetStreamAsync(new Uri("/monitor/events", UriKind.Relative), limit.Token));
        var before = await NextAsync(events, limit.Token);

        await hub.GetAsync(Known);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        var state = await NextAsync(events, limit.Token);
        while (state.GetProperty("latest").GetArrayLength() == 0)
            state = await NextAsync(events, limit.Token);

        Assert.Equal(0, before.GetProperty("latest").GetArrayLength());
        var seen = state.GetProperty("latest")[0];
        Assert.Equal(("utgs", "Answered"), (seen.GetProperty("consumer").GetString(), seen.GetProperty("outcome").GetString()));
        var pair = Assert.Single(state.GetProperty("matrix").EnumerateArray());
        Assert.Equal(("utgs", "mds", 1), (pair.GetProperty("consumer").GetString(), pair.GetProperty("source").GetString(), pair.GetProperty("calls").GetInt32()));
        Assert.Equal(180, state.GetProperty("series").GetArrayLength());
        Assert.Equal(1, state.GetProperty("series").EnumerateArray().Sum(point => point.GetProperty("calls").GetInt32()));
        Assert.Equal("ok", state.GetProperty("sources").EnumerateArray().Single(s => s.GetProperty("institution").GetString() == "mds").GetProperty("health").GetString());
        Assert.DoesNotContain(Known, state.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_is_searched_and_an_exchange_is_shown_with_its_proof()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();
        await hub.GetAsync(Known);
        using var http = new HttpClient { BaseAddress = hub.Operations };

        var found = (await JsonAsync(http, "/monitor/exchanges?consumer=utgs&outcome=answered")).GetProperty("exchanges");
        var other = (await JsonAsync(http, "/monitor/exchanges?consumer=mtess")).GetProperty("exchanges");
        var shown = await JsonAsync(http, $"/monitor/exchanges/{found[0].GetProperty("exchange_id").GetString()}");

        Assert.Equal((1, 0), (found.GetArrayLength(), other.GetArrayLength()));
        Assert.Equal(64, shown.GetProperty("receipt").GetProperty("root_hash").GetString()!.Length);
        Assert.Contains("beneficiary", shown.GetProperty("released_fields")[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Known, shown.GetRawText(), StringComparison.Ordinal);
        foreach (var bad in new[] { "outcome=none", "min_ms=-1", "from=yesterday", "page=x" })
            Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(new Uri($"/monitor/exchanges?{bad}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("/monitor/exchanges/none", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("utgs", HttpStatusCode.OK)]
    [InlineData("mtess", HttpStatusCode.NotFound)]
    public async Task Page_over_mutual_tls_is_for_the_monitor_alone(string institution, HttpStatusCode expected)
    {
        await using var hub = await RunningHub.StartAsync([$"--Hub:Agreements:Directory={OnlyUtgsMonitors()}"]);
        using var http = new HttpClient(TestCertificates.Of(institution).CreateHttpHandler("hub"))
        {
            BaseAddress = hub.Exchange,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        foreach (var path in new[] { "/monitor", "/monitor/state", "/monitor/exchanges" })
            Assert.Equal(expected, (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Page_may_load_nothing_from_elsewhere()
    {
        await using var hub = await RunningHub.StartAsync();
        using var http = new HttpClient { BaseAddress = hub.Operations };

        using var page = await http.GetAsync(new Uri("/monitor", UriKind.Relative));

        Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<JsonElement> NextAsync(StreamReader events, CancellationToken cancellation)
    {
        while (await events.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonDocument.Parse(line[6..]).RootElement;
        }

        throw new EndOfStreamException();
    }

    private static async Task<JsonElement> JsonAsync(HttpClient http, string path) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;

    private static string OnlyUtgsMonitors()
    {
        var folder = TestAgreements.Copy();
        var file = Path.Combine(folder, "institutions.yaml");
        var lines = File.ReadAllText(file).Split("  - ").Select(entry => entry.StartsWith("code: utgs", StringComparison.Ordinal) ? entry : entry.Replace(", monitor]", "]", StringComparison.Ordinal));
        File.WriteAllText(file, string.Join("  - ", lines));
        return folder;
    }
}
