namespace Vamos.Cli.Fips;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Fips.Documents;

/// <summary><c>vamos fips template</c>.</summary>
internal sealed class TemplateCommand(Terminal terminal)
{
    public static readonly (string, string)[] Examples =
        [("vamos fips template > ficha.yaml", "a form to fill in, with every question and the codes of its answers in Spanish")];

    private readonly Option<bool> _json = CommonOptions.Json("Print the example as JSON, without the explanations.");

    public Command Create()
    {
        var command = new DocumentedCommand("template", "Prints a form to fill in.") { Examples = Examples };
        command.Options.Add(_json);
        command.SetAction(parsed =>
        {
            terminal.Output.Write(parsed.GetValue(_json) ? FormDocument.Json(FormTemplate.Example()) : FormTemplate.Yaml);
            return ExitCode.Ok;
        });
        return command;
    }
}
