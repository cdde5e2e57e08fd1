namespace Vamos.Cli.Services;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Network.Documents;

/// <summary><c>vamos services template</c>.</summary>
internal sealed class TemplateCommand(Terminal terminal)
{
    public Command Create()
    {
        var command = new DocumentedCommand("template", "Prints a table with every column and one service as an example, for a spreadsheet.")
        {
            Examples = [("vamos services template > servicios.csv", "then fill it in, check it, import it")],
        };
        command.SetAction(_ =>
        {
            terminal.Output.Write(CsvServices.Template);
            return ExitCode.Ok;
        });
        return command;
    }
}
