namespace Vamos.Cli.Fips;

using System.CommandLine;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients.Fips;
using Vamos.Fips.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos fips watch</c>.</summary>
internal sealed class WatchFormsCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos fips watch --as mds --territory 1116", "a line for each form of Villeta as it is stored, until Ctrl-C"),
        ("vamos fips watch --as mds --resume forms.token --json >> forms.jsonl", "goes on where it was interrupted: the place is kept in the file"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Option<string?> _territory = TerritoryOption.Create();
    private readonly FeedPlace _place = new("form");
    private readonly Option<bool> _json = CommonOptions.Json("Print forms (and errors, on standard error) as JSON, one object in each line.");

    public WatchFormsCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("watch", "Tells household forms as they are stored.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[_territory, .. _place.All, .. _hub.All, _json])
            command.Options.Add(option);
        _place.Guard(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new FormWatchOptions
        {
            ResumeToken = _place.Of(parsed),
            TerritoryCode = parsed.GetValue(_territory) ?? "",
            Opened = () => _terminal.Error.WriteLine("Watching; Ctrl-C ends it."),
        };
        using var connection = _hub.Open(parsed);
        await foreach (var stored in connection.Forms.WatchAsync(options, cancellation))
        {
            _terminal.Output.WriteLine(parsed.GetValue(_json) ? JsonFormatter.Default.Format(stored) : Line(stored.Form));
            await _terminal.Output.FlushAsync(cancellation);
            _place.Keep(parsed, stored.ResumeToken);
        }

        return ExitCode.Ok;
    }

    private static string Line(IntegratedProtectionForm form)
    {
        string[] parts =
        [
            Wording.Second(form.UpdateTime),
            form.FormId,
            $"version {form.Version}",
            form.HouseholdId.Length == 0 ? "" : $"household {form.HouseholdId}",
            Wording.Of(form.Interview?.Instrument ?? Instrument.Unspecified),
            Wording.District(form.Interview?.Place?.DistrictCode ?? ""),
        ];
        return SectionWriter.Plain(string.Join("  ", parts.Where(part => part.Length != 0)));
    }
}
