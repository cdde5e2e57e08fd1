namespace Vamos.Cli.Monitoring;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Eligibility;
using Vamos.Clients;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos load</c>.</summary>
internal sealed class LoadCommand(Terminal terminal)
{
    private const string Lookup = "GetBeneficiary";
    private const string Check = "CheckEligibility";
    private const int MostPeople = 1_000_000;
    private const int MostRate = 2_000;
    private const int MostAtOnce = 10_000;

    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(30);

    // those of the sandbox; nobody who lives has such a number
    private static readonly (int First, int Last) TestPeople = (99_000_001, 99_000_016);

    public static readonly (string, string)[] Examples =
    [
        ("vamos load --rate 200", "200 questions a second about the sandbox's test people for half a minute, then how long answers took"),
        ("vamos load --rate 50 --for 10m --people people.csv --method CheckEligibility --as mds", "checks of the people in a file"),
    ];

    private readonly HubOptions _hub = new(terminal, Purpose.EligibilityAssessment);
    private readonly Option<int> _rate = Number("--rate", "Questions a second, whatever becomes of them.", 1, MostRate, null);

    private readonly Option<int> _atOnce = Number(
        "--at-once", "Most questions under way. When there are as many, others wait, and their waiting counts.", 1, MostAtOnce, 500);

    private readonly Option<TimeSpan?> _for = CommonOptions.Duration(
        "--for", "How long. Default: 30s.", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));

    private readonly Option<string?> _people = new("--people")
    {
        Description = "File with a cédula in each line, or a table with a column 'cedula'; asked about in turn. Default: the test people of the sandbox.",
        HelpName = "file",
    };

    private readonly Option<string?> _method = new("--method") { Description = $"{Lookup} or {Check}. Default: both in turn.", HelpName = "method" };

    private readonly Option<string> _programme = new("--programme")
    {
        Description = "Programme of the checks.",
        HelpName = "code",
        DefaultValueFactory = _ => "pension-universal",
    };

    private readonly Option<bool> _json = CommonOptions.Json("Print the figures (and errors, on standard error) as JSON.");

    public Command Create()
    {
        _method.AcceptOnlyFromAmong(Lookup, Check);
        var command = new DocumentedCommand(
            "load", "Asks the hub at a steady rate and tells how long answers took. Every question is a real, recorded exchange.")
        {
            Examples = Examples,
        };
        foreach (var option in (IEnumerable<Option>)[_rate, _for, _people, _method, _programme, _atOnce, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var people = People(parsed.GetValue(_people));
        var (rate, lasts) = (parsed.GetValue(_rate), parsed.GetValue(_for) ?? UsualTime);
        using var connection = _hub.Open(parsed, retries: false);
        using var run = new LoadRun(Questions(connection, parsed, people), rate, lasts, parsed.GetValue(_atOnce), terminal.Time);
        terminal.Error.WriteLine($"Asking {rate} times a second about {people.Length} people; Ctrl-C ends it.");
        var took = await run.RunAsync(cancellation);

        var report = new LoadReport(rate, took, run.Tallies);
        if (run.Tallies.Values.All(tally => tally.Answered == 0) && run.FirstFailure is { } failure)
            throw failure;
        if (parsed.GetValue(_json))
            terminal.Output.WriteLine(report.ToJson());
        else
            report.Write(terminal.Console);
        return cancellation.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Ok;
    }

    private IReadOnlyList<LoadQuestion> Questions(VamosConnection connection, ParseResult parsed, NationalId[] people)
    {
        var programme = parsed.GetValue(_programme)!;
        LoadQuestion lookup = new(Lookup, (i, ended) => connection.Beneficiaries.GetAsync(people[i % people.Length], cancellationToken: ended));
        LoadQuestion check = new(Check, (i, ended) => connection.Eligibility.CheckAsync(people[i % people.Length], programme, cancellationToken: ended));
        return parsed.GetValue(_method) switch
        {
            Lookup => [lookup],
            Check => [check],
            _ => [lookup, check],
        };
    }

    private static NationalId[] People(string? file)
    {
        if (file is null)
            return [.. Enumerable.Range(TestPeople.First, TestPeople.Last - TestPeople.First + 1).Select(number => new NationalId { Number = $"{number}" })];
        if (!File.Exists(file))
            throw new UsageException($"--people: there is no file {file}.");
        NationalId[] people = [.. new PeopleFile(file).Read().Select(line => line.Person).OfType<NationalId>().Take(MostPeople)];
        return people.Length != 0 ? people : throw new UsageException($"--people: {file} holds no cédula.");
    }

    private static Option<int> Number(string name, string description, int least, int most, int? usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "number", Required = usual is null };
        if (usual is { } value)
            option.DefaultValueFactory = _ => value;
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count != 0 && int.TryParse(result.Tokens[0].Value, out var number) && (number < least || number > most))
                result.AddError($"{name}: must be from {least} to {most}.");
        });
        return option;
    }
}
