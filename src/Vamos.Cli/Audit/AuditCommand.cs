namespace Vamos.Cli.Audit;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos audit</c>.</summary>
internal static class AuditCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("audit", "Reads the log of exchanges.")
        {
            Examples = WhoSawCommand.Examples,
            Subcommands = { new WhoSawCommand(terminal).Create() },
        };
}
