namespace Vamos.Cli.Monitoring;

using System.CommandLine;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos sources</c>.</summary>
internal sealed class SourcesCommand(Terminal terminal)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos sources", "every institution that answers, and how it is"),
        ("vamos sources --json | jq -r 'select(.whole != true).institution'", "for scripts: who does not give all that is asked"),
    ];

    private readonly HubOptions _hub = new(terminal, Purpose.Monitoring);
    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON object in each line (and errors, on standard error, as JSON).");

    public Command Create()
    {
        var command = new DocumentedCommand("sources", "Lists the institutions that answer, and how each is.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[.. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Sources as a table.</summary>
    public static Section Table(IReadOnlyList<Source> sources) => Section.Of(
        "Sources",
        sources,
        ("Institution", s => s.Institution),
        ("Name", s => s.DisplayName),
        ("State", State),
        ("Breaker", s => s.Breaker == BreakerState.Closed ? "" : Wording.Of(s.Breaker)),
        ("Answered", s => Wording.Second(s.LastSuccessTime)),
        ("Failed", s => Wording.Second(s.LastFailureTime)),
        ("Feed heard", s => s.FeedLag is { } lag ? $"{Wording.Latency(lag.ToTimeSpan())} ago" : ""),
        ("Certificate until", s => Wording.Moment(s.CertificateExpireTime)),
        ("Contract", s => s.ContractVersion),
        ("Adapter", s => s.AdapterVersion),
        ("Detail", s => s.Detail));

    /// <summary>How a source is, in a few words.</summary>
    public static string State(Source source) => source switch
    {
        { Whole: true } => "well",
        { State: SourceState.Unspecified } => "not asked yet",
        { State: SourceState.Ok } => "answers in part",
        _ => Wording.State(source.State),
    };

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var sources = await connection.Traffic.ListSourcesAsync(cancellation);
        if (parsed.GetValue(_json))
        {
            foreach (var source in sources)
                terminal.Output.WriteLine(JsonFormatter.Default.Format(source));
        }
        else if (sources.Count == 0)
        {
            terminal.Output.WriteLine("The hub has no sources.");
        }
        else
        {
            SectionWriter.Write(terminal.Console, Table(sources));
        }

        return ExitCode.Ok;
    }
}
