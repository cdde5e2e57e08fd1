namespace Vamos.Cli.Monitoring;

using System.CommandLine;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients;
using Vamos.Clients.Exchanges;
using Vamos.Exchange.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos exchanges list</c>.</summary>
internal sealed class ListExchangesCommand(Terminal terminal)
{
    private const int UsualLimit = 50;
    private static readonly TimeSpan UsualReach = TimeSpan.FromHours(1);

    public static readonly (string, string)[] Examples =
    [
        ("vamos exchanges list", "the latest 50 exchanges of the last hour"),
        ("vamos exchanges list --outcome denied,failed --since 1d --limit 500", "what was refused or failed since yesterday"),
        ("vamos exchanges list --follow --slower-than 500ms", "a line for each slow exchange from now on, until Ctrl-C"),
        ("vamos exchanges list --consumer mds --json | jq -r .exchangeId", "for scripts, one JSON object in each line"),
    ];

    private readonly HubOptions _hub = new(terminal, Purpose.Monitoring);
    private readonly FilterOptions _filter = new();

    private readonly Option<TimeSpan?> _since = CommonOptions.Duration(
        "--since", "How far back to look. Default: 1h.", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650));

    private readonly Option<int?> _limit = new("--limit") { Description = $"At most so many, the latest. Default: {UsualLimit}.", HelpName = "number" };
    private readonly Option<bool> _follow = new("--follow") { Description = "Tell exchanges as they happen, from now on." };
    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON object in each line (and errors, on standard error, as JSON).");

    public Command Create()
    {
        var command = new DocumentedCommand(
            "list", "Lists exchanges, the latest first. All with the monitor role, without it our own.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[.. _filter.All, _since, _limit, _follow, .. _hub.All, _json])
            command.Options.Add(option);
        _limit.Validators.Add(result =>
        {
            if (int.TryParse(result.Tokens.Count == 0 ? "" : result.Tokens[0].Value, out var limit) && limit < 1)
                result.AddError("--limit: must be at least 1.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(_follow) && (result.GetResult(_since) is not null || result.GetResult(_limit) is not null))
                result.AddError("--follow begins now and has no end: --since and --limit are for past exchanges.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        if (parsed.GetValue(_follow))
            await FollowAsync(connection, parsed, cancellation);
        else
            await ListAsync(connection, parsed, cancellation);
        return ExitCode.Ok;
    }

    private async Task ListAsync(VamosConnection connection, ParseResult parsed, CancellationToken cancellation)
    {
        var since = parsed.GetValue(_since) ?? UsualReach;
        var past = connection.Traffic.ListAsync(_filter.Of(parsed), terminal.Time.GetUtcNow() - since, cancellationToken: cancellation)
            .Take(parsed.GetValue(_limit) ?? UsualLimit);
        if (parsed.GetValue(_json))
        {
            await foreach (var record in past)
                terminal.Output.WriteLine(JsonFormatter.Default.Format(record));
            return;
        }

        var records = await past.ToListAsync(cancellation);
        if (records.Count == 0)
            terminal.Output.WriteLine("No such exchange. `--since 1d` looks further back; without the monitor role only our own are shown.");
        else
            SectionWriter.Write(terminal.Console, Table(records));
    }

    private async Task FollowAsync(VamosConnection connection, ParseResult parsed, CancellationToken cancellation)
    {
        var options = new ExchangeWatchOptions { Filter = _filter.Of(parsed), Opened = () => terminal.Error.WriteLine("Watching; Ctrl-C ends it.") };
        await foreach (var told in connection.Traffic.WatchAsync(options, cancellation))
        {
            if (told.SkippedCount != 0)
                terminal.Error.WriteLine($"{told.SkippedCount} exchanges were passed over: this reader was too slow.");
            terminal.Output.WriteLine(parsed.GetValue(_json) ? JsonFormatter.Default.Format(told.Exchange) : Line(told.Exchange));
            await terminal.Output.FlushAsync(cancellation);
        }
    }

    private static string Line(ExchangeRecord record)
    {
        string[] parts =
        [
            Wording.Second(record.RequestTime), record.ConsumerInstitution, Wording.Method(record.Method), Wording.Outcome(record), Took(record),
            Sources(record), record.ExchangeId,
        ];
        return SectionWriter.Plain(string.Join("  ", parts.Where(part => part.Length != 0)));
    }

    private static Section Table(IReadOnlyList<ExchangeRecord> records) => Section.Of(
        "Exchanges",
        records,
        ("When", r => Wording.Second(r.RequestTime)),
        ("Institution", r => r.ConsumerInstitution),
        ("Method", r => Wording.Method(r.Method)),
        ("Outcome", Wording.Outcome),
        ("Took", Took),
        ("Sources", Sources),
        ("Purpose", r => Wording.Of(r.Purpose)),
        ("Case", r => r.CaseId),
        ("Exchange", r => r.ExchangeId));

    private static string Took(ExchangeRecord record) => Wording.Latency(LatencyOf(record));

    private static TimeSpan? LatencyOf(ExchangeRecord record) =>
        record is { RequestTime: { } asked, ResponseTime: { } answered } ? answered.ToDateTimeOffset() - asked.ToDateTimeOffset() : null;

    private static string Sources(ExchangeRecord record) =>
        record.FromCache ? "kept" : string.Join(", ", record.Hops.Select(hop => hop.StatusCode == 0 ? hop.Institution : $"{hop.Institution} (failed)"));
}
