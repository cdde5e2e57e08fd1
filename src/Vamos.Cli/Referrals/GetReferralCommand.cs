namespace Vamos.Cli.Referrals;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Exchange.V1;
using Vamos.Referral.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos referral get</c>.</summary>
internal sealed class GetReferralCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos referral get REFERRAL --as mds", "one referral that we sent or received"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<string> _referral = ReferralArguments.Referral();
    private readonly Option<bool> _json = CommonOptions.Json("Print the answer (and errors, on standard error) as JSON.");

    public GetReferralCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal, Purpose.Referral);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("get", "Shows a referral that we are party to.") { Examples = Examples };
        command.Arguments.Add(_referral);
        foreach (var option in (IEnumerable<Option>)[.. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var answer = await connection.Referrals.GetAsync(parsed.GetValue(_referral)!, cancellationToken: cancellation);
        if (parsed.GetValue(_json))
            _terminal.Output.WriteLine(JsonText.Of(new GetReferralResponse { Referral = answer.Referral }, answer.ExchangeId));
        else
            ReferralReport.Write(_terminal.Console, answer);
        return ExitCode.Ok;
    }
}
