namespace Vamos.Cli.Agreements;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos agreements</c>: the documents under which data is exchanged, checked and explained without the hub.</summary>
internal static class AgreementsCommand
{
    public static Command Create(Terminal terminal)
    {
        var documents = new DocumentOptions(terminal);
        return new DocumentedCommand("agreements", "Checks and explains agreements, offline.")
        {
            Examples = [.. CheckCommand.Examples, .. ExplainCommand.Examples, .. SchemaCommand.Examples],
            Subcommands =
            {
                new CheckCommand(terminal, documents).Create(),
                new ExplainCommand(terminal, documents).Create(),
                new SchemaCommand(terminal).Create(),
            },
        };
    }
}
