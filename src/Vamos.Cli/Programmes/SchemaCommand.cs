namespace Vamos.Cli.Programmes;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Programmes.Documents;

/// <summary><c>vamos programmes schema</c>.</summary>
internal sealed class SchemaCommand(Terminal terminal)
{
    public static readonly (string, string)[] Examples =
        [("vamos programmes schema programme", "the JSON Schema of programmes/*.yaml, for an editor; docs/schema holds it too")];

    private readonly Argument<string> _document = new("document") { Description = "Which document: programme, incompatibilities or protections." };

    public Command Create()
    {
        _document.AcceptOnlyFromAmong("programme", "incompatibilities", "protections");
        var command = new DocumentedCommand("schema", "Prints the JSON Schema of a document, for editors.") { Examples = Examples };
        command.Arguments.Add(_document);
        command.SetAction(parsed =>
        {
            terminal.Output.Write(parsed.GetValue(_document) switch
            {
                "programme" => ProgrammeSchema.Programme,
                "protections" => ProgrammeSchema.Protections,
                _ => ProgrammeSchema.Incompatibilities,
            });
            return ExitCode.Ok;
        });
        return command;
    }
}
