namespace Vamos.Cli.Beneficiaries;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos beneficiary</c>.</summary>
internal static class BeneficiaryCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("beneficiary", "Asks the institutions about a person.")
        {
            Examples = [GetBeneficiaryCommand.Examples[0], IncompatibilitiesCommand.Examples[0], WatchCommand.Examples[0]],
            Subcommands =
            {
                new GetBeneficiaryCommand(terminal).Create(),
                new IncompatibilitiesCommand(terminal).Create(),
                new WatchCommand(terminal).Create(),
            },
        };
}
