namespace Vamos.Adapters.Tests.Hosting;

using System.Globalization;
using System.Text.RegularExpressions;
using Vamos.Adapter.V1;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

public sealed partial class MetricsTests
{
    [GeneratedRegex("""^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{(?:[a-z_]+="[^"\n]*",?)*\})? [-+0-9.eEInf]+)$""")]
    private static partial Regex Line { get; }

    [Fact]
    public async Task Metrics_tell_what_was_answered_in_the_text_format_of_prometheus()
    {
        var system = new ScriptedSystem("registro", FactKind.Person);
        system.Knows("100");
        await using var adapter = await RunningAdapter.StartAsync(_ => system);
        var hub = adapter.ClientOf("hub");
        foreach (var number in new[] { "100", "100", "999" })
            await hub.GetRecordsAsync(new GetRecordsRequest { NationalId = new NationalId { Number = number } });

        var text = await ReadAsync(adapter);

        Assert.Contains("vamos_adapter_people_total{answer=\"known\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("vamos_adapter_people_total{answer=\"unknown\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("vamos_adapter_read_duration_seconds_count{outcome=\"answered\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("vamos_adapter_open 1\n", text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_bucket", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line, line));
        Assert.DoesNotContain("\"100\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buckets_of_a_histogram_grow_up_to_the_count()
    {
        var system = new ScriptedSystem("registro", FactKind.Person);
        await using var adapter = await RunningAdapter.StartAsync(_ => system);
        await adapter.ClientOf("hub").GetRecordsAsync(new GetRecordsRequest { NationalId = new NationalId { Number = "1" } });

        var buckets = (await ReadAsync(adapter)).Split('\n')
            .Where(line => line.StartsWith("vamos_adapter_read_duration_seconds_bucket", StringComparison.Ordinal))
            .Select(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))
            .ToList();

        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(1, buckets[^1]);
    }

    private static async Task<string> ReadAsync(RunningAdapter adapter)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri($"http://127.0.0.1:{adapter.Host.OperationsPort}/metrics"));
    }
}
