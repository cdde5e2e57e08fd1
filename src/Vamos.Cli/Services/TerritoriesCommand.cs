namespace Vamos.Cli.Services;

using System.CommandLine;
using System.Globalization;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Common.V1;
using Vamos.ServiceNetwork.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos services territories</c>.</summary>
internal sealed class TerritoriesCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos services territories --joined --as utgs", "the districts that have joined the system, or are about to"),
        ("vamos services territories --department 11 --as utgs", "the districts of a department"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Option<string?> _department = ServiceOptions.Department("Only districts of this department.");
    private readonly Option<bool> _joined = new("--joined") { Description = "Only territories with an agreement or a phase of the rollout." };
    private readonly Option<bool> _json = CommonOptions.Json("Print each territory as JSON, one a line.");

    public TerritoriesCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("territories", "Lists districts and departments with their state in the rollout.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[_department, _joined, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var territories = new List<Territory>();
        var found = connection.ServiceNetwork.ListTerritoriesAsync(TerritorialLevel.Unspecified, parsed.GetValue(_department) ?? "", cancellation);
        await foreach (var territory in found)
        {
            if (parsed.GetValue(_joined) && territory is { State: TerritoryState.Unspecified, Phase: 0 })
                continue;
            if (parsed.GetValue(_json))
                _terminal.Output.WriteLine(JsonFormatter.Default.Format(territory));
            else
                territories.Add(territory);
        }

        SectionWriter.Write(_terminal.Console, Section.Of(
            territories.Count == 1 ? "1 territory" : $"{territories.Count} territories",
            territories,
            ("Code", t => t.Code),
            ("Name", t => t.Name),
            ("Level", t => Wording.Of(t.Level)),
            ("State", t => Wording.Of(t.State)),
            ("Phase", t => t.Phase == 0 ? "" : t.Phase.ToString(CultureInfo.InvariantCulture)),
            ("Agreement", t => Wording.Date(t.AgreementDate)),
            ("Next to", t => string.Join(", ", t.NeighbourDepartments))));
        return ExitCode.Ok;
    }
}
