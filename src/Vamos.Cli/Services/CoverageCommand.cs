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

/// <summary><c>vamos services coverage</c>.</summary>
internal sealed class CoverageCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos services coverage --district 1116 --as utgs", "what is offered, available and missing, by package, category and pillar"),
        ("vamos services coverage --district 1116 --csv --as utgs", "the same as a table for a spreadsheet, in Spanish"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Option<string?> _district = ServiceOptions.District("The district.");
    private readonly Option<string?> _department = ServiceOptions.Department("The department, instead of a district.");
    private readonly Option<bool> _csv = new("--csv") { Description = "Print a table by semicolons, with headings in Spanish." };
    private readonly Option<bool> _json = CommonOptions.Json("Print the coverage (and errors, on standard error) as JSON.");

    public CoverageCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("coverage", "Shows what is offered, available and missing in a territory.") { Examples = Examples };
        foreach (var option in (IEnumerable<Option>)[_district, _department, _csv, .. _hub.All, _json])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_district) is null == result.GetValue(_department) is null)
                result.AddError("Say which territory: --district or --department.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var territory = parsed.GetValue(_district) ?? parsed.GetValue(_department)!;
        var coverage = await connection.ServiceNetwork.GetCoverageAsync(territory, cancellation);
        if (parsed.GetValue(_json))
            WriteJson(new GetCoverageResponse { Coverage = { coverage } });
        else if (parsed.GetValue(_csv))
            WriteTable(coverage);
        else
            Write(territory, coverage);
        return ExitCode.Ok;
    }

    private void WriteJson(GetCoverageResponse response) =>
        _terminal.Output.WriteLine(JsonNode.Parse(JsonFormatter.Default.Format(response))!.ToJsonString(JsonText.Options));

    private void WriteTable(IReadOnlyList<Coverage> coverage)
    {
        _terminal.Output.WriteLine("territorio;nombre;paquete;categoria;pilar;ofrecidos;disponibles;de_otro_territorio;brecha;acciones_sin_cobertura");
        foreach (var cell in coverage)
        {
            _terminal.Output.WriteLine(string.Join(
                ';',
                cell.TerritoryCode,
                SpanishNames.OfTerritory(cell.TerritoryCode),
                SpanishNames.Of(cell.Package),
                SpanishNames.Of(cell.Category),
                SpanishNames.Of(cell.Pillar),
                Number(cell.OfferedCount),
                Number(cell.AvailableCount),
                Number(cell.FromOutsideCount),
                cell.Gap ? "sí" : "no",
                string.Join(',', cell.UncoveredStrategicActions)));
        }
    }

    private void Write(string territory, IReadOnlyList<Coverage> coverage)
    {
        var gaps = coverage.Count(cell => cell.Gap);
        SectionWriter.Write(_terminal.Console, Section.Of(
            $"{ServiceWording.Territory(territory)}: {coverage.Count - gaps} of {coverage.Count} kinds of service are offered",
            coverage.Where(cell => !cell.Gap || cell.UncoveredStrategicActions.Count != 0),
            ("Package", cell => Wording.Of(cell.Package)),
            ("Category", cell => Wording.Of(cell.Category)),
            ("Pillar", cell => Wording.Of(cell.Pillar)),
            ("Offered", cell => Number(cell.OfferedCount)),
            ("Available", cell => Number(cell.AvailableCount)),
            ("From outside", cell => Number(cell.FromOutsideCount)),
            ("", cell => cell.Gap ? "GAP" : ""),
            ("Actions without cover", cell => string.Join(", ", cell.UncoveredStrategicActions))));
        if (gaps != 0)
            _terminal.Output.WriteLine("Kinds that nobody offers, with no strategic action known, are left out here; --csv and --json have them.");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
