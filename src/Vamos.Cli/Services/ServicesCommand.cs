namespace Vamos.Cli.Services;

using System.CommandLine;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos services</c>: the network of social services.</summary>
internal static class ServicesCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand("services", "Finds and maintains the services of the network: what help exists where, and for whom.")
        {
            Examples =
            [
                .. SearchCommand.Examples, .. ListCommand.Examples, .. GetCommand.Examples, .. CoverageCommand.Examples, .. TerritoriesCommand.Examples,
                .. ReportCommand.Examples, .. ImportCommand.Examples, .. CheckCommand.Examples,
            ],
            Subcommands =
            {
                new SearchCommand(terminal).Create(),
                new ListCommand(terminal).Create(),
                new GetCommand(terminal).Create(),
                new CoverageCommand(terminal).Create(),
                new TerritoriesCommand(terminal).Create(),
                new DocumentedCommand("availability", "Says how much of a service there is at the moment.")
                {
                    Examples = ReportCommand.Examples,
                    Subcommands = { new ReportCommand(terminal).Create() },
                },
                new ImportCommand(terminal).Create(),
                new CheckCommand(terminal).Create(),
                new TemplateCommand(terminal).Create(),
            },
        };
}
