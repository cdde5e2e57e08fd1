namespace Vamos.Cli.Agreements;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Trust.Agreements.Documents;

/// <summary><c>vamos agreements schema</c>.</summary>
internal sealed class SchemaCommand(Terminal terminal)
{
    public static readonly (string, string)[] Examples =
        [("vamos agreements schema agreement", "the JSON Schema of agreements/*.yaml, for an editor; docs/schema holds it too")];

    private readonly Argument<string> _document = new("document") { Description = "Which document: institutions or agreement." };

    public Command Create()
    {
        _document.AcceptOnlyFromAmong("institutions", "agreement");
        var command = new DocumentedCommand("schema", "Prints the JSON Schema of a document, for editors.") { Examples = Examples };
        command.Arguments.Add(_document);
        command.SetAction(parsed =>
        {
            terminal.Output.Write(parsed.GetValue(_document) == "agreement" ? AgreementSchema.Agreement : AgreementSchema.Institutions);
            return ExitCode.Ok;
        });
        return command;
    }
}
