namespace Vamos.Cli.Services;

using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.ServiceNetwork.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos services availability report</c>.</summary>
internal sealed class ReportCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos services availability report mds.tekopora-villeta --free-places 12 --waiting 10d --as mds", "how many can still be taken, and how soon"),
        ("vamos services availability report mds.tekopora-villeta --suspended \"Sin promotores\" --as mds", "that nobody can be taken, and why"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<string> _service = ServiceOptions.Service();
    private readonly Option<int?> _places = new("--free-places") { Description = "Places free in the current month.", HelpName = "number" };

    private readonly Option<string?> _suspended = new("--suspended")
    {
        Description = "That the service is suspended, and why, in Spanish.",
        HelpName = "reason",
    };

    private readonly Option<TimeSpan?> _waiting = CommonOptions.Duration("--waiting", "Time that a person waits.", TimeSpan.Zero, TimeSpan.FromDays(3650));

    public ReportCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("report", "Reports the availability of a service of our own institution.") { Examples = Examples };
        command.Arguments.Add(_service);
        foreach (var option in (IEnumerable<Option>)[_places, _waiting, _suspended, .. _hub.All])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var report = new Availability { Suspended = parsed.GetValue(_suspended) is not null, Reason = parsed.GetValue(_suspended) ?? "" };
        if (parsed.GetValue(_places) is { } places)
            report.FreePlaces = places;
        if (parsed.GetValue(_waiting) is { } waiting)
            report.WaitingTime = Duration.FromTimeSpan(waiting);
        using var connection = _hub.Open(parsed);
        var stored = await connection.ServiceNetwork.ReportAvailabilityAsync(parsed.GetValue(_service)!, report, cancellation);
        var told = ServiceWording.Availability(new ServiceOffering { Availability = stored });
        _terminal.Output.WriteLine($"Reported on {Wording.Moment(stored.ReportTime)}: {told}.");
        return ExitCode.Ok;
    }
}
