namespace Vamos.Cli.Eligibility;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos eligibility check</c>.</summary>
internal sealed class CheckCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos eligibility check 99000001 --programme pension-universal --as mds", "the verdict, and for each criterion what decided it"),
        ("vamos eligibility check 99000001 --programme pension-universal --as mds --as-of 2020-06-30", "by the rules that were in force then"),
        ("vamos eligibility check 99000001 --programme pension-universal --as mds --max-age 0 --json", "for scripts, asking every institution anew"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly QuestionOptions _question = new();
    private readonly Argument<NationalId?> _cedula = CommonOptions.Cedula();
    private readonly Option<bool> _json = CommonOptions.Json("Print the decision (and errors, on standard error) as JSON.");

    public CheckCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal, Vamos.Exchange.V1.Purpose.EligibilityAssessment);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("check", "Has one person judged by the rules of a programme.") { Examples = Examples };
        command.Arguments.Add(_cedula);
        foreach (var option in (IEnumerable<Option>)[.. _question.All, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var answer = await connection.Eligibility.CheckAsync(
            parsed.GetValue(_cedula)!, _question.ProgrammeOf(parsed), _question.Of(parsed), cancellation);
        if (parsed.GetValue(_json))
            _terminal.Output.WriteLine(JsonText.Of(new CheckEligibilityResponse { Decision = answer.Decision }, answer.ExchangeId));
        else
            DecisionReport.Write(_terminal.Console, answer);

        return ExitCode.Ok;
    }
}
