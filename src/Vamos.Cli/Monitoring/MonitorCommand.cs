namespace Vamos.Cli.Monitoring;

using System.CommandLine;
using Spectre.Console;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients;
using Vamos.Clients.Exchanges;
using Vamos.Exchange.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos monitor</c>.</summary>
internal sealed class MonitorCommand(Terminal terminal)
{
    private static readonly TimeSpan UsualWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ScreenPace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LinePace = TimeSpan.FromSeconds(5);

    public static readonly (string, string)[] Examples =
    [
        ("vamos monitor", "the traffic of the last minute and the sources, drawn anew every second until Ctrl-C"),
        ("vamos monitor --once --window 15m", "the last quarter of an hour, once"),
        ("vamos monitor --for 10m > traffic.log", "a line every five seconds where there is no terminal"),
    ];

    private readonly HubOptions _hub = new(terminal, Purpose.Monitoring);

    private readonly Option<TimeSpan?> _window = CommonOptions.Duration(
        "--window", "How long an exchange counts. Default: 1m.", TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15));

    private readonly Option<TimeSpan?> _for = CommonOptions.Duration(
        "--for", "How long to watch. Default: until Ctrl-C.", TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(365));

    private readonly Option<bool> _once = new("--once") { Description = "Show what the hub has summed up, and end; whole minutes." };
    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON object in each line (and errors, on standard error, as JSON).");

    public Command Create()
    {
        var command = new DocumentedCommand("monitor", "Shows the traffic through the hub and its sources, live.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[_window, _for, _once, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var json = parsed.GetValue(_json);
        if (parsed.GetValue(_once))
            await ShowOnceAsync(connection, parsed, json, cancellation);
        else if (!json && terminal.Console.Profile.Capabilities.Interactive)
            await DrawAsync(connection, parsed, cancellation);
        else
            await FollowAsync(connection, parsed, LinePace, reading => Write(json ? reading.ToJson() : reading.Line), cancellation);
        return ExitCode.Ok;
    }

    private async Task ShowOnceAsync(VamosConnection connection, ParseResult parsed, bool json, CancellationToken cancellation)
    {
        var now = terminal.Time.GetUtcNow();
        var from = now - (parsed.GetValue(_window) ?? UsualWindow);
        // the hub counts by whole minutes; the rate must be that of the time that was counted
        from = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var rows = await connection.Traffic.GetSummaryAsync(from, cancellationToken: cancellation);
        var reading = new MonitorReading(now, now - from, rows, null, await connection.Traffic.ListSourcesAsync(cancellation), "");
        if (json)
        {
            Write(reading.ToJson());
            return;
        }

        if (rows.Count == 0)
            Write(reading.Line + "\n");
        foreach (var section in reading.Sections())
            SectionWriter.Write(terminal.Console, section);
    }

    private async Task DrawAsync(VamosConnection connection, ParseResult parsed, CancellationToken cancellation) =>
        await terminal.Console.Live(new Text("Connecting …")).StartAsync(screen => FollowAsync(
            connection, parsed, ScreenPace, reading => screen.UpdateTarget(SectionWriter.Drawn(reading.Sections(), terminal.Console.Profile.Width)), cancellation));

    private async Task FollowAsync(VamosConnection connection, ParseResult parsed, TimeSpan pace, Action<MonitorReading> show, CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var window = new LiveWindow(parsed.GetValue(_window) ?? UsualWindow, terminal.Time);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watching = WatchAsync(connection, window, began, ends.Token);
        await await Task.WhenAny(watching, began.Task);

        var sources = new SourceGlance(connection.Traffic, terminal.Time);
        var started = terminal.Time.GetTimestamp();
        var lasts = parsed.GetValue(_for) ?? TimeSpan.MaxValue;
        for (var left = lasts; left > TimeSpan.Zero; left = lasts - terminal.Time.GetElapsedTime(started))
        {
            // who watches on a screen sees it at once; a line is of something
            if (pace == ScreenPace)
                await ShowAsync();
            await await Task.WhenAny(watching, Task.Delay(left < pace ? left : pace, terminal.Time, cancellation));
            if (pace != ScreenPace)
                await ShowAsync();
        }

        await ends.CancelAsync();
        await ((Task)watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        async Task ShowAsync()
        {
            var (known, trouble) = await sources.LookAsync(cancellation);
            var (rows, total, length, skipped) = window.Read();
            var gap = skipped == 0 ? "" : $"{skipped} exchanges were passed over";
            show(new MonitorReading(terminal.Time.GetUtcNow(), length, rows, total, known, string.Join("  ", new[] { trouble, gap }.Where(t => t.Length != 0))));
        }
    }

    private static async Task WatchAsync(VamosConnection connection, LiveWindow window, TaskCompletionSource began, CancellationToken cancellation)
    {
        await foreach (var told in connection.Traffic.WatchAsync(new ExchangeWatchOptions { Opened = () => began.TrySetResult() }, cancellation))
            window.Add(told);
    }

    private void Write(string line)
    {
        terminal.Output.WriteLine(line);
        terminal.Output.Flush();
    }
}
