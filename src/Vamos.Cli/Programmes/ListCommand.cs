namespace Vamos.Cli.Programmes;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;

/// <summary><c>vamos programmes list</c>.</summary>
internal sealed class ListCommand(Terminal terminal, RuleOptions documents)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos programmes list", "every programme and the version of its rules in force today"),
        ("vamos programmes list --as-of 2020-01-01", "those of a day"),
    ];

    public Command Create()
    {
        var command = new DocumentedCommand("list", "Lists the programmes and the rules in force.") { Examples = Examples };
        foreach (var option in (Option[])[documents.Directory, documents.Day, documents.Json])
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (book, day) = (documents.Book(parsed), documents.DayOf(parsed));
        var rows = book.Programmes.Select(p => (p.Document, Rules: p.RulesOn(day))).ToList();
        if (documents.WantsJson(parsed))
        {
            terminal.Output.WriteLine(JsonText.Of(new
            {
                book.Version,
                AsOf = day,
                Programmes = rows.Select(r => new
                {
                    r.Document.Code,
                    r.Document.Name,
                    r.Document.Institution,
                    r.Document.RollCodes,
                    RulesVersion = r.Rules?.Version,
                    r.Rules?.ValidFrom,
                    r.Rules?.ValidUntil,
                    r.Rules?.LegalBasis,
                    Criteria = r.Rules?.Criteria.Count,
                    Unverified = r.Rules?.Criteria.Count(c => !c.Verified),
                }),
            }));
            return ExitCode.Ok;
        }

        SectionWriter.Write(terminal.Console, Section.Of(
            $"Programmes on {day:yyyy-MM-dd}",
            rows,
            ("Code", r => r.Document.Code),
            ("Name", r => r.Document.Name),
            ("Institution", r => r.Document.Institution),
            ("Rules", r => r.Rules?.Version ?? "none in force"),
            ("Since", r => r.Rules is { } rules ? $"{rules.ValidFrom:yyyy-MM-dd}" : ""),
            ("Until", r => r.Rules?.ValidUntil is { } last ? $"{last:yyyy-MM-dd}" : ""),
            ("Criteria", r => r.Rules is { } rules ? $"{rules.Criteria.Count}" : ""),
            ("Unverified", r => r.Rules?.Criteria.Count(c => !c.Verified) is > 0 and var count ? $"{count}" : ""),
            ("Legal basis", r => r.Rules?.LegalBasis ?? "")));
        return ExitCode.Ok;
    }
}
