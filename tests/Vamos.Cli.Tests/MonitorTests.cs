namespace Vamos.Cli.Tests;

using System.Text.Json;
using Grpc.Core;
using Spectre.Console;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Monitoring;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;

public sealed class MonitorTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    [Fact(Timeout = 30_000)]
    public async Task Sums_are_shown_once_as_tables()
    {
        await using var hub = await Hub();

        var run = await CommandRun.Against(hub, certificates, "monitor", "--once", "--window", "5m");

        // the first line tells the time and the rate, which are those of now
        var lines = run.Output.Split('\n');
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d-03  \d\.\d exchanges a second  errors 1 %  kept answers 74\.8 %  sources 1 of 2 well$", lines[0]);
        Assert.Equal(ExchangesTests.Golden("monitor-once.txt"), Rates(lines.Skip(1)));
        var request = (GetTrafficSummaryRequest)hub.Script.Calls[0].Request;
        Assert.Equal(0, request.StartTime.Seconds % 60);
        Assert.InRange(DateTimeOffset.UtcNow - request.StartTime.ToDateTimeOffset(), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6.5));
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
    }

    [Fact(Timeout = 30_000)]
    public async Task Live_traffic_is_a_line_where_there_is_no_terminal()
    {
        await using var hub = await Hub();

        var run = await CommandRun.Against(hub, certificates, "monitor", "--for", "700ms");

        var line = Assert.Single(run.Output.TrimEnd().Split('\n'));
        Assert.Matches(
            @"  \d+\.\d exchanges a second  errors 50 %  p50 0\.4 ms  p90 12\.5 ms  p99 12\.5 ms  longest 12\.5 ms  kept answers 0 %  sources 1 of 2 well"
            + "  mtess could not be reached  17 exchanges were passed over$",
            line);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
    }

    [Fact(Timeout = 30_000)]
    public async Task Live_traffic_for_scripts_is_an_object_in_each_line()
    {
        await using var hub = await Hub();

        var run = await CommandRun.Against(hub, certificates, "monitor", "--for", "700ms", "--json");

        var reading = JsonDocument.Parse(Assert.Single(run.Output.TrimEnd().Split('\n'))).RootElement;
        Assert.Equal((2, 1), (reading.GetProperty("calls").GetInt32(), reading.GetProperty("errors").GetInt32()));
        var refused = reading.GetProperty("traffic").EnumerateArray().Single(row => row.GetProperty("institution").GetString() == "mspbs");
        Assert.Equal(1, refused.GetProperty("errors").GetProperty(ErrorReasons.NoAgreement).GetInt32());
        Assert.Equal(12.5, reading.GetProperty("total").GetProperty("longest").GetDouble());
        Assert.False(reading.GetProperty("sources")[1].GetProperty("whole").GetBoolean());
    }

    [Fact(Timeout = 30_000)]
    public async Task On_a_terminal_the_same_place_is_drawn_again()
    {
        await using var hub = await Hub();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 160;
        console.Profile.Height = 60;
        var terminal = new Terminal(output, error, console, _ => null, TimeProvider.System);

        var code = await new VamosCommandLine(terminal).RunAsync(
            ["monitor", "--for", "2500ms", "--hub", hub.Address.ToString(), "--certs", certificates.Path]);

        Assert.Equal((ExitCode.Ok, ""), (code, error.ToString()));
        Assert.True(output.ToString().Split("exchanges a second").Length > 2, "drawn once only");
        Assert.Contains("BeneficiaryService/GetBeneficiary", output.ToString(), StringComparison.Ordinal);
        // the cursor goes back up to where the picture begins
        Assert.Matches("\u001b\\[[0-9]+A", output.ToString());
    }

    [Fact(Timeout = 30_000)]
    public async Task Hub_that_does_not_let_us_watch_is_told_with_its_reason()
    {
        await using var hub = await Hub();
        hub.Script.Exchanges = (_, _, _, _) => throw new Problem(StatusCode.PermissionDenied, ErrorReasons.NoAgreement, "Not yours.", "No.").ToException();

        var run = await CommandRun.Against(hub, certificates, "monitor", "--as", "mds", "--for", "20s");

        Assert.Equal((ExitCode.Denied, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Not yours.", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Sources_that_cannot_be_asked_for_do_not_end_the_watch()
    {
        await using var hub = await Hub();
        hub.Script.Sources = () => throw new Problem(StatusCode.Unavailable, ErrorReasons.Stopping, "Stopping.", "Se detiene.").ToException();

        var run = await CommandRun.Against(hub, certificates, "monitor", "--for", "500ms");

        Assert.Contains("The hub does not answer; waiting for it.", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
    }

    [Fact]
    public void Window_forgets_what_is_older_and_leaves_streams_out_of_the_percentiles()
    {
        var time = new SettableTime();
        var window = new LiveWindow(TimeSpan.FromSeconds(10), time);
        window.Add(ScriptedTraffic.Told(ScriptedTraffic.Answered(milliseconds: 900)));
        time.Pass(TimeSpan.FromSeconds(8));
        window.Add(ScriptedTraffic.Told(ScriptedTraffic.Answered(milliseconds: 20)));
        var stream = ScriptedTraffic.Answered(milliseconds: 3_600_000);
        stream.Method = "/vamos.exchange.v1.ExchangeService/WatchExchanges";
        window.Add(ScriptedTraffic.Told(stream));

        var filling = window.Read();
        time.Pass(TimeSpan.FromSeconds(5));
        var full = window.Read();

        Assert.Equal((3, TimeSpan.FromSeconds(8)), (filling.Rows.Sum(row => row.CallCount), filling.Length));
        Assert.Equal((2, TimeSpan.FromSeconds(10)), (full.Rows.Sum(row => row.CallCount), full.Length));
        Assert.Equal(TimeSpan.FromMilliseconds(20), full.Total.LatencyMax.ToTimeSpan());
    }

    private static string Rates(IEnumerable<string> lines) =>
        string.Join('\n', lines.Select(line => System.Text.RegularExpressions.Regex.Replace(line, @"(?<=  (?:1200|3)\s+)\d+\.\d(?=\s)", "R.R")));

    private async Task<ScriptedHubServer> Hub()
    {
        var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Traffic = _ => ScriptedTraffic.Summary();
        hub.Script.Sources = ScriptedTraffic.Sources;
        hub.Script.Exchanges = async (_, stream, context, _) =>
        {
            await stream.WriteAsync(ScriptedTraffic.Told(ScriptedTraffic.Answered()));
            await stream.WriteAsync(ScriptedTraffic.Told(ScriptedTraffic.Refused(), skipped: 17));
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        return hub;
    }

    private sealed class SettableTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }
}
