namespace Vamos.Hub.Tests.Monitoring;

using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Tests.Running;

/// <summary>What is measured can be read by those who read such things, and a trace goes through.</summary>
public sealed class TelemetryTests
{
    private const string Known = "99000004";
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    // reads the text by the parser of the Prometheus client library, which is stricter than the server
    private const string Parse = """
        import json, sys
        from prometheus_client.parser import text_string_to_metric_families
        print(json.dumps([[family.name, family.type, sample.name, sample.labels, sample.value]
                          for family in text_string_to_metric_families(sys.stdin.read()) for sample in family.samples]))
        """;

    [Fact]
    public async Task Metrics_are_read_by_a_parser_of_Prometheus_and_say_what_happened()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();
        for (var i = 0; i < 3; i++)
            await hub.GetAsync(Known);
        await Fails.WithAsync(StatusCode.PermissionDenied, () => hub.Beneficiaries("minna").GetBeneficiaryAsync(Question, RunningHub.Purpose).ResponseAsync);

        var samples = await ReadAsync(hub);

        var answered = Of(samples, "rpc_server_call_duration_seconds_count", ("rpc_response_status_code", "OK"), ("rpc_method", "vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary"));
        var refused = Of(samples, "rpc_server_call_duration_seconds_count", ("error_type", "AGREEMENT_EXPIRED"));
        Assert.Equal((3, 1), (answered, refused));
        Assert.Equal(3, Of(samples, "rpc_server_call_duration_seconds_bucket", ("rpc_response_status_code", "OK"), ("le", "+Inf")));
        Assert.Equal(3, Of(samples, "vamos_exchange_calls_total", ("vamos_consumer", "utgs")));
        Assert.Equal(1, Of(samples, "vamos_source_whole", ("vamos_source", "mds")));
        Assert.Equal(1, Of(samples, "vamos_log_healthy"));
        Assert.Contains(samples, sample => sample.Name == "vamos_alerts_open");
    }

    [Fact]
    public async Task Trace_of_the_caller_goes_on_to_the_adapter_and_into_the_log()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();

        var headers = new Metadata { { "vamos-purpose", "PURPOSE_CASE_MANAGEMENT" }, { "traceparent", $"00-{TraceId}-b7ad6b7169203331-01" } };
        await hub.Beneficiaries().GetBeneficiaryAsync(Question, headers, DateTime.UtcNow.AddSeconds(10));
        var with = mds.Trace;
        await hub.GetAsync(Known);
        var without = mds.Trace;

        Assert.StartsWith($"00-{TraceId}-", with, StringComparison.Ordinal);
        Assert.DoesNotContain("b7ad6b7169203331", with, StringComparison.Ordinal);
        Assert.Null(without);
        var log = await new ExchangeService.ExchangeServiceClient(hub.Channel(TestCertificates.Of("utgs"))).ListExchangesAsync(new ListExchangesRequest(), RunningHub.Purpose);
        Assert.Contains(log.Exchanges, exchange => exchange.TraceId == TraceId);
    }

    [Fact]
    public async Task Spans_and_measurements_reach_a_collector()
    {
        var received = Channel.CreateUnbounded<(string Path, byte[] Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/v1/{kind}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            await received.Writer.WriteAsync((request.Path, body.ToArray()));
        });
        await collector.StartAsync();
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using (var hub = await RunningHub.StartAsync([$"--Hub:Telemetry:Otlp={collector.Urls.Single()}"], ("mds", mds.Address)))
        {
            await hub.DescribedAsync();
            var headers = new Metadata { { "vamos-purpose", "PURPOSE_CASE_MANAGEMENT" }, { "traceparent", $"00-{TraceId}-b7ad6b7169203331-01" } };
            await hub.Beneficiaries().GetBeneficiaryAsync(Question, headers, DateTime.UtcNow.AddSeconds(10));
        }

        // stopping sends what waits
        received.Writer.Complete();
        var all = await received.Reader.ReadAllAsync().ToListAsync();
        Assert.Contains(all, sent => sent.Path == "/v1/traces" && Holds(sent.Body, Convert.FromHexString(TraceId)) && Holds(sent.Body, "BeneficiaryService/GetBeneficiary"u8));
        Assert.Contains(all, sent => sent.Path == "/v1/metrics" && Holds(sent.Body, "rpc.server.call.duration"u8));
        Assert.DoesNotContain(all, sent => Holds(sent.Body, System.Text.Encoding.ASCII.GetBytes(Known)));
    }

    private static GetBeneficiaryRequest Question => new() { NationalId = new NationalId { Number = Known }, MaxAge = new() };

    private static bool Holds(ReadOnlySpan<byte> body, ReadOnlySpan<byte> part) => body.IndexOf(part) >= 0;

    private static double Of(IReadOnlyList<Sample> samples, string name, params (string Label, string Value)[] labels) => samples
        .Where(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Label) == label.Value)).Sum(sample => sample.Value);

    private static async Task<IReadOnlyList<Sample>> ReadAsync(RunningHub hub)
    {
        using var http = new HttpClient { BaseAddress = hub.Operations };
        var text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Parse]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = python.StandardOutput.ReadToEndAsync();
        var errors = python.StandardError.ReadToEndAsync();
        await python.StandardInput.WriteAsync(text);
        python.StandardInput.Close();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, await errors);
        return [.. JsonDocument.Parse(await output).RootElement.EnumerateArray().Select(sample => new Sample(
            sample[2].GetString()!,
            sample[3].EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!),
            sample[4].ValueKind == JsonValueKind.Number ? sample[4].GetDouble() : double.NaN))];
    }

    private sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
}
