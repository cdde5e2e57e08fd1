namespace Vamos.Cli.Fips;

using System.CommandLine;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients.Fips;
using Vamos.Fips.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos fips list</c>.</summary>
internal sealed class ListFormsCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos fips list --territory 1116 --since 2026-11-01 --as mds", "the forms of Villeta that were stored since, the oldest change first"),
        ("vamos fips list --territory 11 --as mds --json | jq -r .formId", "for scripts, one JSON object in each line"),
    ];

    // enough for a line of the table: names and answers stay where they are
    private static readonly FieldMask Heads = FieldMask.FromString<IntegratedProtectionForm>(
        "form_id,version,household_id,interview,quality_of_life_index.value,update_time");

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Option<string?> _territory = TerritoryOption.Create();
    private readonly Option<DateOnly?> _since = CommonOptions.Day("--since", "Only forms stored on this day or later, written 2026-03-31. Default: all.");
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many. Default: all.", HelpName = "number" };
    private readonly Option<bool> _json = CommonOptions.Json("Print whole forms as JSON, one in each line (and errors, on standard error, as JSON).");

    public ListFormsCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("list", "Lists household forms by territory and time of change.") { Examples = Examples };
        _limit.Validators.Add(result =>
        {
            if (int.TryParse(result.Tokens.Count == 0 ? "" : result.Tokens[0].Value, out var limit) && limit < 1)
                result.AddError("--limit: must be at least 1.");
        });
        foreach (var option in (IEnumerable<Option>)[_territory, _since, _limit, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var json = parsed.GetValue(_json);
        var wanted = new FormListOptions
        {
            TerritoryCode = parsed.GetValue(_territory) ?? "",
            UpdatedSince = parsed.GetValue(_since) is { } day ? Wording.BeginningOf(day) : null,
            ReadMask = json ? null : Heads,
        };
        using var connection = _hub.Open(parsed);
        var forms = connection.Forms.ListAsync(wanted, cancellation).Take(parsed.GetValue(_limit) ?? int.MaxValue);
        if (json)
        {
            await foreach (var form in forms)
                _terminal.Output.WriteLine(JsonFormatter.Default.Format(form));
            return ExitCode.Ok;
        }

        var lines = await forms.ToListAsync(cancellation);
        if (lines.Count == 0)
            _terminal.Output.WriteLine("There are no such forms.");
        else
            SectionWriter.Write(_terminal.Console, Table(lines));
        return ExitCode.Ok;
    }

    private static Section Table(List<IntegratedProtectionForm> forms) => Section.Of(
        forms.Count == 1 ? "1 form" : $"{forms.Count} forms",
        forms,
        ("Stored", f => Wording.Second(f.UpdateTime)),
        ("Form", f => f.FormId),
        ("Version", f => $"{f.Version}"),
        ("Household", f => f.HouseholdId),
        ("Interview", f => Wording.Date(f.Interview?.Date)),
        ("Instrument", f => Wording.Of(f.Interview?.Instrument ?? Instrument.Unspecified)),
        ("District", f => Wording.District(f.Interview?.Place?.DistrictCode ?? "")),
        ("ICV", f => f.QualityOfLifeIndex is { } index ? Wording.Number(index.Value) : ""));
}
