namespace Vamos.Cli.Programmes;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Programmes;
using Vamos.Programmes.Documents;

/// <summary><c>vamos programmes explain</c>.</summary>
internal sealed class ExplainCommand(Terminal terminal, RuleOptions documents)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos programmes explain pension-universal", "who may be in it, by which law, and how sure that is"),
        ("vamos programmes explain pension-universal --as-of 2020-01-01", "by the rules of a day"),
    ];

    private readonly Argument<string> _code = new("programme") { Description = "Code of the programme, for example tekopora." };

    public Command Create()
    {
        var command = new DocumentedCommand("explain", "Says in words who may be in a programme: each criterion with its legal basis and source.")
        {
            Examples = Examples,
        };
        command.Arguments.Add(_code);
        foreach (var option in (Option[])[documents.Directory, documents.Day, documents.Json])
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (book, code, day) = (documents.Book(parsed), parsed.GetValue(_code)!, documents.DayOf(parsed));
        var programme = book.Find(code)
            ?? throw new UsageException($"There is no programme '{code}'. Programmes are: {string.Join(", ", book.Programmes.Select(p => p.Code))}.");
        if (documents.WantsJson(parsed))
        {
            var rules = programme.RulesOn(day);
            terminal.Output.WriteLine(JsonText.Of(new
            {
                programme.Code,
                programme.Document.Name,
                programme.Document.Institution,
                programme.Document.Unit,
                programme.Document.Pillar,
                programme.Document.RollCodes,
                AsOf = day,
                Rules = rules is null ? null : new
                {
                    rules.Version, rules.ValidFrom, rules.ValidUntil, rules.DatesVerified, rules.LegalBasis, rules.Note, rules.NotJudged,
                    Criteria = rules.Criteria.Select(Facts),
                },
            }));
            return ExitCode.Ok;
        }

        new ProgrammeReport(terminal.Output).Write(programme, day);
        WriteIncompatibilities(book, programme, day);
        return ExitCode.Ok;
    }

    private static object Facts(Criterion criterion) => new
    {
        criterion.Code, criterion.Description, criterion.LegalBasis, criterion.Verified, criterion.Source, criterion.Note,
        Needs = criterion.Requires.Needs.Kinds,
    };

    private void WriteIncompatibilities(ProgrammeBook book, PublishedProgramme programme, DateOnly day)
    {
        bool Concerns(IncompatibilityRule rule) => rule.Includes(day) && (rule.EnrolledIn.Count == 0 || rule.EnrolledIn.Contains(programme.Code));
        var rules = book.Incompatibilities.Where(Concerns).ToList();
        if (rules.Count == 0)
            return;
        terminal.Output.WriteLine();
        terminal.Output.WriteLine("Incompatibilities:");
        foreach (var rule in rules)
            terminal.Output.WriteLine(SectionWriter.Plain($"  - {rule.Description} ({rule.LegalBasis}{(rule.Verified ? "" : "; not verified")})"));
    }
}
