namespace Vamos.Cli.Agreements;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Trust.Agreements.Checks;

/// <summary><c>vamos agreements check</c>.</summary>
internal sealed class CheckCommand(Terminal terminal, DocumentOptions documents)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos agreements check", "the documents in ./trust, or else the sandbox's"),
        ("vamos agreements check /etc/vamos/trust --on 2027-01-01", "a folder, as the hub would judge it on a day"),
    ];

    private readonly Argument<string?> _folder = new("folder")
    {
        Description = "Folder with institutions.yaml and agreements/. Environment: VAMOS_AGREEMENTS.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Command Create()
    {
        var command = new DocumentedCommand("check", "Finds every mistake in the documents at once, as the hub does when it starts.") { Examples = Examples };
        command.Arguments.Add(_folder);
        command.Options.Add(documents.Day);
        command.Options.Add(documents.Json);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (folder, result) = documents.Check(parsed, parsed.GetValue(_folder));
        if (documents.WantsJson(parsed))
            terminal.Output.WriteLine(JsonText.Of(new { Folder = folder, result.Version, Usable = result.Book is not null, result.Findings }));
        else
            Write(folder, result);
        return result.Book is null ? ExitCode.DocumentsRefused : ExitCode.Ok;
    }

    private void Write(string folder, AgreementCheckResult result)
    {
        foreach (var finding in result.Findings)
            terminal.Output.WriteLine(Path.Combine(folder, finding.ToString()));
        terminal.Output.WriteLine(result.Book is { } book
            ? $"{book.Agreements.Count} agreements among {book.Institutions.Count} institutions can be used (version {book.Version[..12]})."
            : $"The documents cannot be used: {Count(result.Errors.Count())}.");
    }

    private static string Count(int errors) => errors == 1 ? "1 error" : $"{errors} errors";
}
