namespace Vamos.Cli.Eligibility;

using System.Collections.Concurrent;
using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Common.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos eligibility batch</c>.</summary>
internal sealed class BatchCommand
{
    private const int FlushEvery = 500;

    public static readonly (string, string)[] Examples =
    [
        ("vamos eligibility batch --programme pension-universal --input people.csv --output verdicts.csv --as mds",
            "judges everybody in a file; interrupted, the same command goes on where it was"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly QuestionOptions _question = new();

    private readonly Option<string> _input = new("--input")
    {
        Description = "File with a cédula in each line, or a table with a column 'cedula'.",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<string> _output = new("--output")
    {
        Description = "File for the verdicts. If it is there, the batch goes on where it was.",
        HelpName = "file",
        Required = true,
    };

    public BatchCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal, Vamos.Exchange.V1.Purpose.EligibilityAssessment);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("batch", "Has everybody in a file judged by the rules of a programme.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[.. _question.All, _input, _output, .. _hub.All])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var programme = _question.ProgrammeOf(parsed);
        var people = new PeopleFile(parsed.GetValue(_input)!);
        if (!File.Exists(parsed.GetValue(_input)!))
            throw new UsageException($"--input: there is no file {parsed.GetValue(_input)}.");
        var (total, tally, done) = (people.CountLines(), new BatchTally(), new HashSet<long>());
        using var verdicts = VerdictFile.Open(parsed.GetValue(_output)!, programme, (line, verdict, reasons) =>
        {
            if (done.Add(line))
                tally.Add(verdict, reasons);
        });
        if (done.Count != 0)
            _terminal.Error.WriteLine($"{done.Count} verdicts are in {parsed.GetValue(_output)} already; going on.");

        using var connection = _hub.Open(parsed);
        await BatchProgress.RunAsync(_terminal, total, tally.Count, async step =>
        {
            // Questions under way, by their number in the stream.
            var asked = new ConcurrentDictionary<long, (long Line, NationalId Person)>();
            var questions = QuestionsAsync(people, done, asked, line =>
            {
                verdicts.WriteUnreadable(line);
                tally.Add("", "");
                step();
            });
            await foreach (var answer in connection.Eligibility.CheckManyAsync(questions, programme, _question.Of(parsed), cancellation))
            {
                asked.TryRemove(answer.Number, out var question);
                verdicts.Write(question.Line, question.Person.ToText(), answer);
                tally.Add(answer.Decision is { } decision ? VerdictFile.VerdictOf(decision) : "", VerdictFile.ReasonsOf(answer.Decision));
                if (tally.Count % FlushEvery == 0)
                    verdicts.Flush();
                step();
            }
        });
        foreach (var section in tally.Sections())
            SectionWriter.Write(_terminal.Console, section);
        return ExitCode.Ok;
    }

#pragma warning disable CS1998 // a file is read at once
    private static async IAsyncEnumerable<NationalId> QuestionsAsync(
        PeopleFile people, HashSet<long> done, ConcurrentDictionary<long, (long Line, NationalId Person)> asked, Action<long> unreadable)
#pragma warning restore CS1998
    {
        var number = 0L;
        foreach (var (line, person) in people.Read())
        {
            if (done.Contains(line))
                continue;
            if (person is null)
            {
                unreadable(line);
                continue;
            }

            asked[number++] = (line, person);
            yield return person;
        }
    }
}
