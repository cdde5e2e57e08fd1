namespace Vamos.Cli.Fips;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Fips.Import;

/// <summary><c>vamos fips</c>: the integrated household form, checked offline and exchanged with the hub.</summary>
internal static class FipsCommands
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("fips", "Checks household forms offline, and exchanges them with the hub.")
        {
            Examples =
            [
                ValidateCommand.Examples[0], .. TemplateCommand.Examples, .. RulesCommand.Examples, SubmitFormsCommand.Examples[0],
                ImportFormsCommand.Examples[0], GetFormCommand.Examples[0], ListFormsCommand.Examples[0], WatchFormsCommand.Examples[0],
                ProtectionStatusCommand.Examples[0],
            ],
            Subcommands =
            {
                new TemplateCommand(terminal).Create(),
                new ValidateCommand(terminal).Create(),
                new RulesCommand(terminal).Create(),
                new SubmitFormsCommand(terminal).Create(),
                new ImportFormsCommand(terminal).Create(),
                new GetFormCommand(terminal).Create(),
                new ListFormsCommand(terminal).Create(),
                new WatchFormsCommand(terminal).Create(),
                new ProtectionStatusCommand(terminal).Create(),
            },
        };
}
