namespace Vamos.Cli.Programmes;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos programmes</c>: the published rules of programmes, listed, checked and explained without the hub.</summary>
internal static class ProgrammesCommand
{
    public static Command Create(Terminal terminal)
    {
        var documents = new RuleOptions(terminal);
        return new DocumentedCommand("programmes", "Lists, checks and explains the rules of programmes, offline.")
        {
            Examples = [.. ListCommand.Examples, .. CheckCommand.Examples, .. ExplainCommand.Examples, .. SchemaCommand.Examples],
            Subcommands =
            {
                new ListCommand(terminal, documents).Create(),
                new CheckCommand(terminal, documents).Create(),
                new ExplainCommand(terminal, documents).Create(),
                new SchemaCommand(terminal).Create(),
            },
        };
    }
}
