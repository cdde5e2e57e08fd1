namespace Vamos.Cli.Services;

using System.CommandLine;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.ServiceNetwork.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos services list</c>.</summary>
internal sealed class ListCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos services list --provider mds --as mds", "the services of one institution"),
        ("vamos services list --district 1116 --as utgs", "all that serve a district"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Option<string?> _provider = new("--provider") { Description = "Only of this institution.", HelpName = "institution" };
    private readonly Option<string?> _district = ServiceOptions.District("Only those that serve this district.");
    private readonly Option<string?> _department = ServiceOptions.Department("Only those that serve this department, or a part of it.");
    private readonly Option<bool> _json = CommonOptions.Json("Print each service as JSON, one a line.");

    public ListCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("list", "Lists services by provider and territory.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[_provider, _district, _department, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var territory = parsed.GetValue(_district) ?? parsed.GetValue(_department) ?? "";
        List<ServiceOffering> services = [];
        await foreach (var service in connection.ServiceNetwork.ListAsync(parsed.GetValue(_provider) ?? "", territory, cancellation))
        {
            if (parsed.GetValue(_json))
                _terminal.Output.WriteLine(JsonFormatter.Default.Format(service));
            else
                services.Add(service);
        }

        SectionWriter.Write(_terminal.Console, Section.Of(
            services.Count == 1 ? "1 service" : $"{services.Count} services",
            services,
            ("Service", s => s.ServiceId),
            ("Name", s => s.Name),
            ("Package", s => Wording.Of(s.Package)),
            ("Pillar", s => Wording.Of(s.Pillar)),
            ("Level", s => Wording.Of(s.Level)),
            ("Serves", s => ServiceWording.Territories(s.ServedTerritories)),
            ("Availability", ServiceWording.Availability)));
        return ExitCode.Ok;
    }
}
