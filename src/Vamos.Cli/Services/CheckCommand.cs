namespace Vamos.Cli.Services;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos services check</c>.</summary>
internal sealed class CheckCommand(Terminal terminal)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos services check src/Vamos.Sandbox/Network/mds.yaml", "every mistake in a file of services, with its line, without the hub"),
        ("vamos services template > servicios.csv", "a table to fill in"),
    ];

    private readonly FileOptions _file = new(terminal);

    public Command Create()
    {
        var command = new DocumentedCommand("check", "Finds every mistake in a file of services at once, as the hub would.") { Examples = Examples };
        command.Arguments.Add(_file.Argument);
        command.Options.Add(_file.Option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var file = _file.Read(parsed);
        if (!file.IsUsable)
            return ExitCode.DocumentsRefused;
        terminal.Output.WriteLine($"{file.Services.Count} services can be imported.");
        return ExitCode.Ok;
    }
}
