namespace Vamos.Cli.Services;

using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Network;
using Vamos.ServiceNetwork.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos services get</c>.</summary>
internal sealed class GetCommand
{
    public static readonly (string, string)[] Examples = [("vamos services get mds.tekopora-villeta --as utgs", "all about one service")];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<string> _service = ServiceOptions.Service();
    private readonly Option<bool> _json = CommonOptions.Json("Print the service (and errors, on standard error) as JSON.");

    public GetCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("get", "Shows one service.") { Examples = Examples };
        command.Arguments.Add(_service);
        foreach (var option in (IEnumerable<Option>)[.. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var service = await connection.ServiceNetwork.GetAsync(parsed.GetValue(_service)!, cancellation);
        if (parsed.GetValue(_json))
            _terminal.Output.WriteLine(JsonNode.Parse(JsonFormatter.Default.Format(service))!.ToJsonString(JsonText.Options));
        else
            SectionWriter.Write(_terminal.Console, Of(service));
        return ExitCode.Ok;
    }

    private static Section Of(ServiceOffering service) => Section.OfFacts(
        service.Name,
        ("Service", service.ServiceId),
        ("Provider", service.ProviderInstitution),
        ("What it is", service.Description),
        ("Package", Wording.Of(service.Package)),
        ("Pillar", Wording.Of(service.Pillar)),
        ("For", string.Join(", ", service.Categories.Select(Wording.Of))),
        ("Closes", string.Join(", ", service.ClosesGaps.Select(code => KnownProtection.Find(code)?.Name ?? code))),
        ("Requires", string.Join(", ", service.RequiredProgrammes)),
        ("Strategic actions", string.Join(", ", service.StrategicActions)),
        ("Level", Wording.Of(service.Level)),
        ("Serves", ServiceWording.Territories(service.ServedTerritories)),
        ("Where", Wording.Place(service.DeliveredAt)),
        ("When", service.Schedule),
        ("Address", service.Contact?.Address ?? ""),
        ("Telephone", service.Contact?.Phone ?? ""),
        ("E-mail", service.Contact?.Email ?? ""),
        ("Access", string.Join(", ", service.AccessHelps.Select(Wording.Of))),
        ("A month", service.HasMonthlyCapacity ? service.MonthlyCapacity.ToString(CultureInfo.InvariantCulture) : ""),
        ("Availability", ServiceWording.Availability(service)),
        ("Reported", Wording.Moment(service.Availability?.ReportTime)),
        ("Waiting", ServiceWording.Days(service.Availability?.WaitingTime)),
        ("Offered from", Wording.Date(service.ValidFrom)),
        ("Offered until", Wording.Date(service.ValidUntil)),
        ("Version", $"{service.Version.ToString(CultureInfo.InvariantCulture)}, {Wording.Moment(service.UpdateTime)}"),
        ("", service.Illustrative ? "illustrative: no institution stands behind it" : ""));
}
