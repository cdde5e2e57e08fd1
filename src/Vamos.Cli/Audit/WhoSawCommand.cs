namespace Vamos.Cli.Audit;

using System.CommandLine;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Common.V1;
using Vamos.Exchange.V1;

/// <summary><c>vamos audit who-saw</c>: the accesses to one person's data.</summary>
internal sealed class WhoSawCommand(Terminal terminal)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos audit who-saw 99000004 --as utgs", "who asked for her data, when, why, and what was released"),
        ("vamos audit who-saw 99000004 --as utgs --limit 10 --json", "the latest ten, one JSON object in each line"),
    ];

    private readonly HubOptions _hub = new(terminal, Purpose.DataSubjectRequest);
    private readonly Argument<NationalId?> _cedula = CommonOptions.Cedula();
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many, the latest. Default: all.", HelpName = "number" };
    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON object in each line (and errors, on standard error, as JSON).");

    public Command Create()
    {
        var command = new DocumentedCommand(
            "who-saw", "Lists who asked for a person's data, the latest first. For institutions with the monitor role only.") { Examples = Examples };
        _limit.Validators.Add(result =>
        {
            if (int.TryParse(result.Tokens.Count == 0 ? "" : result.Tokens[0].Value, out var limit) && limit < 1)
                result.AddError("--limit: must be at least 1.");
        });
        command.Arguments.Add(_cedula);
        foreach (var option in (IEnumerable<Option>)[.. _hub.All, _limit, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var id = parsed.GetValue(_cedula)!;
        using var connection = _hub.Open(parsed);
        var accesses = connection.Accesses.ListAsync(id, cancellationToken: cancellation).Take(parsed.GetValue(_limit) ?? int.MaxValue);
        if (parsed.GetValue(_json))
        {
            await foreach (var record in accesses)
                terminal.Output.WriteLine(JsonFormatter.Default.Format(record));
            return ExitCode.Ok;
        }

        var records = await accesses.ToListAsync(cancellation);
        if (records.Count == 0)
            terminal.Output.WriteLine($"The log holds no exchange about the person with the cédula {id.ToText()}.");
        else
            SectionWriter.Write(terminal.Console, Table(id, records));
        return ExitCode.Ok;
    }

    private static Section Table(NationalId id, IReadOnlyList<ExchangeRecord> records) => Section.Of(
        $"Exchanges about the person with the cédula {id.ToText()}",
        records,
        ("When", r => Wording.Second(r.RequestTime)),
        ("Institution", r => r.ConsumerInstitution),
        ("Method", r => Wording.Method(r.Method)),
        ("Purpose", r => Wording.Of(r.Purpose)),
        ("Agreement", r => r.AgreementId),
        ("Case", r => r.CaseId),
        ("User", r => r.User),
        ("Outcome", Wording.Outcome),
        ("Fields released", r => string.Join(", ", r.ReleasedFields)));
}
