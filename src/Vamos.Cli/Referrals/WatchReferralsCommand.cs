namespace Vamos.Cli.Referrals;

using System.CommandLine;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients.Referrals;
using Vamos.Exchange.V1;
using Vamos.Referral.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos referral watch</c>.</summary>
internal sealed class WatchReferralsCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos referral watch --as mtess", "a line for each change of our referrals and each deadline that is near, until Ctrl-C"),
        ("vamos referral watch --as mtess --resume referrals.token --json >> referrals.jsonl", "goes on where it was interrupted: the file keeps the place"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly FeedPlace _place = new("event");
    private readonly Option<bool> _json = CommonOptions.Json("Print events (and errors, on standard error) as JSON, one object in each line.");

    public WatchReferralsCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal, Purpose.Referral);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("watch", "Tells what happens to the referrals that we are party to.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[.. _place.All, .. _hub.All, _json])
            command.Options.Add(option);
        _place.Guard(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new ReferralWatchOptions
        {
            ResumeToken = _place.Of(parsed),
            Opened = () => _terminal.Error.WriteLine("Watching; Ctrl-C ends it."),
        };
        using var connection = _hub.Open(parsed);
        await foreach (var happened in connection.Referrals.WatchAsync(options, cancellation))
        {
            _terminal.Output.WriteLine(parsed.GetValue(_json) ? JsonFormatter.Default.Format(happened) : Line(happened));
            await _terminal.Output.FlushAsync(cancellation);
            _place.Keep(parsed, happened.ResumeToken);
        }

        return ExitCode.Ok;
    }

    private static string Line(WatchReferralsResponse happened)
    {
        var referral = happened.Referral ?? new Referral();
        string[] parts =
        [
            Wording.Second(referral.UpdateTime),
            happened.Kind == ReferralEventKind.Reminder ? "reminder" : "",
            referral.ReferralId,
            Wording.Id(referral.NationalId),
            $"{referral.SenderInstitution} -> {referral.ReceiverInstitution}",
            referral.ServiceId,
            ReferralReport.State(referral),
        ];
        return SectionWriter.Plain(string.Join("  ", parts.Where(part => part.Length != 0)));
    }
}
