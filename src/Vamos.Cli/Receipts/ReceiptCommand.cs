namespace Vamos.Cli.Receipts;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos receipt</c>: proofs of exchanges.</summary>
internal static class ReceiptCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("receipt", "Fetches the proof of an exchange, and verifies one without the hub.")
        {
            Examples = [.. VerifyReceiptCommand.Examples, .. GetReceiptCommand.Examples],
            Subcommands = { new VerifyReceiptCommand(terminal).Create(), new GetReceiptCommand(terminal).Create() },
        };
}
