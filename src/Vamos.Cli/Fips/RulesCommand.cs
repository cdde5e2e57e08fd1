namespace Vamos.Cli.Fips;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Fips.Validation;

/// <summary><c>vamos fips rules</c>.</summary>
internal sealed class RulesCommand(Terminal terminal)
{
    public static readonly (string, string)[] Examples =
        [("vamos fips rules", "the published rules of the form, in Spanish; docs/fips-rules.md holds the same")];

    public Command Create()
    {
        var command = new DocumentedCommand("rules", "Prints the rules that a form is checked by.") { Examples = Examples };
        command.SetAction(_ =>
        {
            terminal.Output.Write(FormRulesDocument.Markdown());
            return ExitCode.Ok;
        });
        return command;
    }
}
