namespace Vamos.Cli.Referrals;

using System.CommandLine;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Referrals;
using Vamos.Exchange.V1;
using Vamos.Referral.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos referral accept</c>, <c>decline</c> and <c>complete</c>: what a receiver does with a referral.</summary>
internal sealed class MoveReferralCommand
{
    public static readonly (string, string)[] AcceptExamples =
    [
        ("vamos referral accept REFERRAL --as mtess", "we will serve the person"),
        ("vamos referral accept REFERRAL --as mtess --version 1 --until 2026-12-31", "unless it has changed since we saw it; and until when"),
    ];

    public static readonly (string, string)[] DeclineExamples =
    [
        ("vamos referral decline REFERRAL --as mtess --reason 'El curso ya comenzó.'", "we will not, and why"),
    ];

    public static readonly (string, string)[] CompleteExamples =
    [
        ("vamos referral complete REFERRAL --as mtess --outcome 'Terminó el curso de electricidad.'", "we have, and what came of it"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly DocumentedCommand _command;
    private readonly Option _own;
    private readonly Func<ReferralClient, string, ParseResult, ReferralOptions, CancellationToken, Task<ReferralAnswer>> _move;
    private readonly Func<Referral, IMessage> _response;
    private readonly Argument<string> _referral = ReferralArguments.Referral();

    private readonly Option<long> _version = new("--version")
    {
        Description = "Version that the decision rests on: it is not done when the referral has changed since. Default: any.",
        HelpName = "number",
    };

    private readonly Option<string?> _requestId = ReferralArguments.RequestId();
    private readonly Option<bool> _json = CommonOptions.Json("Print the answer (and errors, on standard error) as JSON.");

    private MoveReferralCommand(
        Terminal terminal,
        DocumentedCommand command,
        Option own,
        Func<ReferralClient, string, ParseResult, ReferralOptions, CancellationToken, Task<ReferralAnswer>> move,
        Func<Referral, IMessage> response)
    {
        (_terminal, _command, _own, _move, _response) = (terminal, command, own, move, response);
        _hub = new HubOptions(terminal, Purpose.Referral);
    }

    public static MoveReferralCommand Accept(Terminal terminal)
    {
        var until = ReferralArguments.Until("complete");
        return new MoveReferralCommand(
            terminal,
            new DocumentedCommand("accept", "Says that we will serve the person.") { Examples = AcceptExamples },
            until,
            (client, referral, parsed, options, cancellation) =>
                client.AcceptAsync(referral, options with { Until = ReferralArguments.EndOf(parsed.GetValue(until)) }, cancellation),
            referral => new AcceptReferralResponse { Referral = referral });
    }

    public static MoveReferralCommand Decline(Terminal terminal)
    {
        var reason = ReferralArguments.Text("--reason", "Why not");
        return new MoveReferralCommand(
            terminal,
            new DocumentedCommand("decline", "Says that we will not serve the person.") { Examples = DeclineExamples },
            reason,
            (client, referral, parsed, options, cancellation) => client.DeclineAsync(referral, parsed.GetValue(reason)!, options, cancellation),
            referral => new DeclineReferralResponse { Referral = referral });
    }

    public static MoveReferralCommand Complete(Terminal terminal)
    {
        var outcome = ReferralArguments.Text("--outcome", "What came of it");
        return new MoveReferralCommand(
            terminal,
            new DocumentedCommand("complete", "Says that we have served the person.") { Examples = CompleteExamples },
            outcome,
            (client, referral, parsed, options, cancellation) => client.CompleteAsync(referral, parsed.GetValue(outcome)!, options, cancellation),
            referral => new CompleteReferralResponse { Referral = referral });
    }

    public Command Create()
    {
        _command.Arguments.Add(_referral);
        foreach (var option in (IEnumerable<Option>)[_own, _version, _requestId, .. _hub.All, _json])
            _command.Options.Add(option);
        _command.SetAction(RunAsync);
        return _command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var options = new ReferralOptions { Version = parsed.GetValue(_version), RequestId = parsed.GetValue(_requestId) ?? "" };
        var answer = await _move(connection.Referrals, parsed.GetValue(_referral)!, parsed, options, cancellation);
        if (parsed.GetValue(_json))
            _terminal.Output.WriteLine(JsonText.Of(_response(answer.Referral), answer.ExchangeId));
        else
            ReferralReport.Write(_terminal.Console, answer);
        return ExitCode.Ok;
    }
}
