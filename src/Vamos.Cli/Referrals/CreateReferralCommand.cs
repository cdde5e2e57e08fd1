namespace Vamos.Cli.Referrals;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Referrals;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Referral.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos referral create</c>.</summary>
internal sealed class CreateReferralCommand
{
    public static readonly (string, string)[] Examples =
    [
        (
            "vamos referral create 99000004 --as mds --to SERVICE --reason 'Busca empleo y no tiene oficio.'",
            "sends her to a service that `vamos services search` found"),
        (
            "vamos referral create 99000004 --as mtess --to SERVICE --counter-to REFERRAL --reason 'Terminó el curso.'",
            "sends her back to the institution that sent her"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<NationalId?> _cedula = CommonOptions.Cedula();
    private readonly Option<string> _service = new("--to") { Description = "The service, by its identifier.", HelpName = "service", Required = true };
    private readonly Option<string> _reason = ReferralArguments.Text("--reason", "Why the person is sent there");
    private readonly Option<DateOnly?> _until = ReferralArguments.Until("accept");

    private readonly Option<string?> _counterTo = new("--counter-to")
    {
        Description = "The referral that this one answers, back to its sender.",
        HelpName = "referral",
    };

    private readonly Option<string?> _requestId = ReferralArguments.RequestId();
    private readonly Option<bool> _json = CommonOptions.Json("Print the answer (and errors, on standard error) as JSON.");

    public CreateReferralCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal, Purpose.Referral);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("create", "Sends a person to a service.") { Examples = Examples };
        command.Arguments.Add(_cedula);
        foreach (var option in (IEnumerable<Option>)[_service, _reason, _until, _counterTo, _requestId, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var options = new ReferralOptions
        {
            Until = ReferralArguments.EndOf(parsed.GetValue(_until)),
            CounterTo = parsed.GetValue(_counterTo) ?? "",
            RequestId = parsed.GetValue(_requestId) ?? "",
        };
        var answer = await connection.Referrals.CreateAsync(
            parsed.GetValue(_cedula)!, parsed.GetValue(_service)!, parsed.GetValue(_reason)!, options, cancellation);
        if (parsed.GetValue(_json))
            _terminal.Output.WriteLine(JsonText.Of(new CreateReferralResponse { Referral = answer.Referral }, answer.ExchangeId));
        else
            ReferralReport.Write(_terminal.Console, answer);
        return ExitCode.Ok;
    }
}
