namespace Vamos.Cli.Referrals;

using System.CommandLine;
using System.CommandLine.Parsing;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Exchange.V1;
using Vamos.Referral.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos referral list</c>.</summary>
internal sealed class ListReferralsCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos referral list --as mtess --received --states sent", "those that wait for our answer, the latest change first"),
        ("vamos referral list --as mds --json | jq -r .referralId", "for scripts, one JSON object in each line"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Option<bool> _sent = new("--sent") { Description = "Only those that we sent." };
    private readonly Option<bool> _received = new("--received") { Description = "Only those that we received." };

    private readonly Option<ReferralState[]?> _states = new("--states")
    {
        Description = $"Only these states, separated by commas: {string.Join(", ", Names)}. Default: all.",
        HelpName = "states",
        CustomParser = ParseStates,
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many. Default: all.", HelpName = "number" };
    private readonly Option<bool> _json = CommonOptions.Json("Print one JSON object in each line (and errors, on standard error, as JSON).");

    public ListReferralsCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal, Purpose.Referral);
    }

    private static IEnumerable<string> Names =>
        Enum.GetValues<ReferralState>().Where(state => state != ReferralState.Unspecified).Select(state => state.ToString().ToLowerInvariant());

    public Command Create()
    {
        var command = new DocumentedCommand("list", "Lists the referrals that we are party to, the latest change first.") { Examples = Examples };
        _limit.Validators.Add(result =>
        {
            if (int.TryParse(result.Tokens.Count == 0 ? "" : result.Tokens[0].Value, out var limit) && limit < 1)
                result.AddError("--limit: must be at least 1.");
        });
        foreach (var option in (IEnumerable<Option>)[_sent, _received, _states, _limit, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var direction = (parsed.GetValue(_sent), parsed.GetValue(_received)) switch
        {
            (true, false) => ReferralDirection.Sent,
            (false, true) => ReferralDirection.Received,
            _ => ReferralDirection.Unspecified,
        };
        var limit = parsed.GetValue(_limit);
        using var connection = _hub.Open(parsed);
        var referrals = connection.Referrals.ListAsync(direction, parsed.GetValue(_states), limit ?? 0, cancellation).Take(limit ?? int.MaxValue);
        if (parsed.GetValue(_json))
        {
            await foreach (var referral in referrals)
                _terminal.Output.WriteLine(JsonFormatter.Default.Format(referral));
            return ExitCode.Ok;
        }

        var lines = await referrals.ToListAsync(cancellation);
        if (lines.Count == 0)
            _terminal.Output.WriteLine("There are no such referrals.");
        else
            SectionWriter.Write(_terminal.Console, Table(lines));
        return ExitCode.Ok;
    }

    private static Section Table(List<Referral> referrals) => Section.Of(
        referrals.Count == 1 ? "1 referral" : $"{referrals.Count} referrals",
        referrals,
        ("Changed", r => Wording.Second(r.UpdateTime)),
        ("Referral", r => r.ReferralId),
        ("Person", r => Wording.Id(r.NationalId)),
        ("From", r => r.SenderInstitution),
        ("To", r => r.ReceiverInstitution),
        ("Service", r => r.ServiceId),
        ("State", ReferralReport.State),
        ("Case", r => r.CaseId));

    private static ReferralState[]? ParseStates(ArgumentResult result)
    {
        var states = new List<ReferralState>();
        foreach (var name in CommonOptions.Token(result).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                states.Add(Enum.Parse<ReferralState>(name, ignoreCase: true));
            else
                result.AddError($"--states: '{SectionWriter.Plain(name)}' is not a state. Write some of {string.Join(", ", Names)}.");
        }

        return [.. states];
    }
}
