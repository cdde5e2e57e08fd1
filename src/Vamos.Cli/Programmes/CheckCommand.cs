namespace Vamos.Cli.Programmes;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Programmes;
using Vamos.Programmes.Checks;

/// <summary><c>vamos programmes check</c>.</summary>
internal sealed class CheckCommand(Terminal terminal, RuleOptions documents)
{
    public static readonly (string, string)[] Examples =
        [("vamos programmes check --dir programmes", "every mistake in the rules, with file, line and what would be right")];

    public Command Create()
    {
        var command = new DocumentedCommand("check", "Finds every mistake in the rules at once, as the hub does when it starts.") { Examples = Examples };
        command.Options.Add(documents.Directory);
        command.Options.Add(documents.Json);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (folder, result) = documents.Check(parsed);
        if (documents.WantsJson(parsed))
            terminal.Output.WriteLine(JsonText.Of(new { Folder = folder, result.Version, Usable = result.Book is not null, result.Findings }));
        else
            Write(folder, result);
        return result.Book is null ? ExitCode.DocumentsRefused : ExitCode.Ok;
    }

    private void Write(string folder, ProgrammeCheckResult result)
    {
        foreach (var finding in result.Findings)
            terminal.Output.WriteLine(Path.Combine(folder, finding.ToString()));
        terminal.Output.WriteLine(result.Book is { } book ? Usable(book) : $"The documents cannot be used: {Count(result.Errors.Count(), "error")}.");
    }

    private static string Usable(ProgrammeBook book)
    {
        var criteria = book.Programmes.SelectMany(p => p.Versions).SelectMany(v => v.Criteria).ToList();
        return $"{Count(book.Programmes.Count, "programme")} with {Count(criteria.Count, "criterion", "criteria")}"
            + $" ({criteria.Count(c => !c.Verified)} not verified) and {Count(book.Incompatibilities.Count, "incompatibility", "incompatibilities")}"
            + $" can be used (version {book.Version[..12]}).";
    }

    private static string Count(int count, string one, string? several = null) => count == 1 ? $"1 {one}" : $"{count} {several ?? one + "s"}";
}
