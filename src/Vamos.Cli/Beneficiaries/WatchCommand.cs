namespace Vamos.Cli.Beneficiaries;

using System.CommandLine;
using System.CommandLine.Parsing;
using Google.Protobuf;
using Vamos.Beneficiary.V1;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients.Beneficiaries;
using Option = System.CommandLine.Option;

/// <summary><c>vamos beneficiary watch</c>.</summary>
internal sealed class WatchCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos beneficiary watch --as mds", "a line for each change from now on, until Ctrl-C"),
        ("vamos beneficiary watch --as mds --kinds person,enrollment --resume changes.token", "goes on where it was interrupted: the place is kept in the file"),
        ("vamos beneficiary watch --as mds --json | jq -r .nationalId.number", "for scripts, one JSON object in each line"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;

    private readonly Option<FactKind[]?> _kinds = new("--kinds")
    {
        Description = $"Only these kinds of fact, separated by commas: {string.Join(", ", Names)}. Default: all that the agreement grants.",
        HelpName = "kinds",
        CustomParser = ParseKinds,
    };

    private readonly FeedPlace _place = new("change");

    private readonly Option<bool> _json = CommonOptions.Json("Print changes (and errors, on standard error) as JSON, one object in each line.");

    public WatchCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    private static IEnumerable<string> Names =>
        Enum.GetValues<FactKind>().Where(kind => kind != FactKind.Unspecified).Select(kind => kind.ToString().ToLowerInvariant());

    public Command Create()
    {
        var command = new DocumentedCommand("watch", "Tells what changes about people, as the institutions tell it.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[_kinds, .. _place.All, .. _hub.All, _json])
            command.Options.Add(option);
        _place.Guard(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new WatchOptions
        {
            ResumeToken = _place.Of(parsed),
            Kinds = parsed.GetValue(_kinds) ?? [],
            Opened = () => _terminal.Error.WriteLine("Watching; Ctrl-C ends it."),
        };
        using var connection = _hub.Open(parsed);
        await foreach (var change in connection.Beneficiaries.WatchAsync(options, cancellation))
        {
            _terminal.Output.WriteLine(parsed.GetValue(_json) ? JsonFormatter.Default.Format(change) : Line(change));
            await _terminal.Output.FlushAsync(cancellation);
            _place.Keep(parsed, change.ResumeToken);
        }

        return ExitCode.Ok;
    }

    private static string Line(WatchBeneficiariesResponse change)
    {
        var kind = change.Kind == FactKind.Unspecified ? "something" : Wording.Of(change.Kind);
        string[] parts = [Wording.Second(change.ChangeTime), Wording.Id(change.NationalId), kind, change.Institution];
        return SectionWriter.Plain(string.Join("  ", parts.Where(part => part.Length != 0)));
    }

    private static FactKind[]? ParseKinds(ArgumentResult result)
    {
        var kinds = new List<FactKind>();
        foreach (var name in CommonOptions.Token(result).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                kinds.Add(Enum.Parse<FactKind>(name, ignoreCase: true));
            else
                result.AddError($"--kinds: '{SectionWriter.Plain(name)}' is not a kind of fact. Write some of {string.Join(", ", Names)}.");
        }

        return [.. kinds];
    }
}
