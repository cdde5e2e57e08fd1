namespace Vamos.Cli.Fips;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos fips</c>: the integrated household form, checked offline and exchanged with the hub.</summary>
internal static class FipsCommands
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("fips", "Checks household forms offline, and exchanges them with the hub.")
        {
            Examples = [.. ValidateCommand.Examples, .. TemplateCommand.Examples, .. RulesCommand.Examples],
            Subcommands =
            {
                new ValidateCommand(terminal).Create(),
                new TemplateCommand(terminal).Create(),
                new RulesCommand(terminal).Create(),
            },
        };
}
