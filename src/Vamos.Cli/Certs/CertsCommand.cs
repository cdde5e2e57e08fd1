namespace Vamos.Cli.Certs;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos certs</c>: the certificates of a federation, without other tools.</summary>
internal static class CertsCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new FolderOptions(terminal);
        return new DocumentedCommand("certs", "Makes, renews, revokes and shows certificates.")
        {
            Examples = [.. InitCommand.Examples, .. IssueCommand.Examples, .. RenewCommand.Examples, .. RevokeCommand.Examples, .. ShowCommand.Examples],
            Subcommands =
            {
                new InitCommand(terminal, options).Create(),
                new IssueCommand(terminal, options).Create(),
                new RenewCommand(terminal, options).Create(),
                new RevokeCommand(terminal, options).Create(),
                new ShowCommand(terminal, options).Create(),
            },
        };
    }
}
