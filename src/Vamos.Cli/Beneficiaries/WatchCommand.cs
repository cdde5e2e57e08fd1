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

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "File that keeps the place behind the last change printed. If it is there, the watch goes on from it.",
        HelpName = "file",
    };

    private readonly Option<ByteString?> _from = new("--from")
    {
        Description = "Go on behind the change with this resumeToken, as --json prints it.",
        HelpName = "token",
        CustomParser = result => Token(CommonOptions.Token(result)) is { } token ? token : Refuse(result),
    };

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
        foreach (var option in (IEnumerable<Option>)[_kinds, _resume, _from, .. _hub.All, _json])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_resume) is not null && result.GetResult(_from) is not null)
                result.AddError("--from and --resume both say where to go on. Write one of them.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetValue(_resume);
        var options = new WatchOptions
        {
            ResumeToken = parsed.GetValue(_from) ?? Kept(file),
            Kinds = parsed.GetValue(_kinds) ?? [],
            Opened = () => _terminal.Error.WriteLine("Watching; Ctrl-C ends it."),
        };
        using var connection = _hub.Open(parsed);
        await foreach (var change in connection.Beneficiaries.WatchAsync(options, cancellation))
        {
            _terminal.Output.WriteLine(parsed.GetValue(_json) ? JsonFormatter.Default.Format(change) : Line(change));
            await _terminal.Output.FlushAsync(cancellation);
            if (file is not null && !change.ResumeToken.IsEmpty)
                Keep(file, change.ResumeToken);
        }

        return ExitCode.Ok;
    }

    private static string Line(WatchBeneficiariesResponse change)
    {
        var kind = change.Kind == FactKind.Unspecified ? "something" : Wording.Of(change.Kind);
        string[] parts = [Wording.Second(change.ChangeTime), Wording.Id(change.NationalId), kind, change.Institution];
        return SectionWriter.Plain(string.Join("  ", parts.Where(part => part.Length != 0)));
    }

    private static ByteString Kept(string? file)
    {
        if (file is null || !File.Exists(file))
            return ByteString.Empty;
        return Token(File.ReadAllText(file).Trim())
            ?? throw new UsageException($"--resume: {file} holds no place in the stream of changes. Remove it to begin now.");
    }

    // whole or not at all, whenever the program is interrupted
    private static void Keep(string file, ByteString token)
    {
        File.WriteAllText(file + ".new", token.ToBase64() + "\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    private static ByteString? Token(string text)
    {
        try
        {
            return text.Length == 0 ? null : ByteString.FromBase64(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ByteString? Refuse(ArgumentResult result)
    {
        result.AddError("--from: is not a resumeToken as --json prints it.");
        return null;
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
