namespace Vamos.Cli.Eligibility;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos eligibility</c>.</summary>
internal static class EligibilityCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("eligibility", "Asks whether people may be in a programme, by its published rules.")
        {
            Examples = [.. CheckCommand.Examples, .. BatchCommand.Examples],
            Subcommands = { new CheckCommand(terminal).Create(), new BatchCommand(terminal).Create() },
        };
}
