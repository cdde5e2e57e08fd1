namespace Vamos.Cli.Beneficiaries;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos beneficiary</c>.</summary>
internal static class BeneficiaryCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("beneficiary", "Asks the institutions about a person.")
        {
            Examples = GetBeneficiaryCommand.Examples,
            Subcommands = { new GetBeneficiaryCommand(terminal).Create() },
        };
}
