namespace Vamos.Cli.Monitoring;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos exchanges</c>.</summary>
internal static class ExchangesCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("exchanges", "Shows exchanges: past ones, or as they happen. Without personal data.")
        {
            Examples = ListExchangesCommand.Examples,
            Subcommands = { new ListExchangesCommand(terminal).Create() },
        };
}
