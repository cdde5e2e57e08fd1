namespace Vamos.Cli.Fips.Import;

using System.CommandLine;
using System.CommandLine.Parsing;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Exchange.V1;
using Vamos.Fips.Instruments;
using Vamos.Fips.V1;
using Vamos.Trust.Agreements;
using Option = System.CommandLine.Option;

/// <summary><c>vamos fips import</c>.</summary>
internal sealed class ImportFormsCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos fips import ficha_hogar_20261120.csv --instrument ficha-hogar --as mds",
            "reads the household forms of the ministry as what they are; interrupted, the same command goes on where it was"),
        ("vamos fips import forms.jsonl --as mds --quarantine set-aside", "stores a form for each line, and sets aside what cannot be used"),
    ];

    private static readonly Dictionary<string, Instrument> Instruments = new(StringComparer.Ordinal)
    {
        ["fips"] = Instrument.Fips,
        ["ficha-hogar"] = Instrument.FichaHogar,
        ["censo-adultos-mayores"] = Instrument.OlderAdultCensus,
    };

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<string> _file = new("file")
    {
        Description = "File of the instrument. Of fips: forms in JSON (one in each line, or a list) or YAML. Of ficha-hogar: the table of households; "
            + "that of their members, ficha_persona…, lies beside it.",
    };

    private readonly Option<string> _instrument = new("--instrument")
    {
        Description = $"By which instrument the households were interviewed: {string.Join(", ", Instruments.Keys)}.",
        HelpName = "name",
        DefaultValueFactory = _ => "fips",
    };

    private readonly Option<string?> _quarantine = new("--quarantine")
    {
        Description = "Folder for what cannot be used, and why, and for the place where an interrupted import goes on. Default: the file's name with .import.",
        HelpName = "folder",
    };

    private readonly Option<string?> _institution = new("--institution")
    {
        Description = "Institution whose interviewers used the instrument, where the file does not say it. Default: the one that imports.",
        HelpName = "code",
    };

    private readonly Option<DateOnly?> _interviewed = CommonOptions.Day(
        "--interview-date", "Day of the interviews, where the file does not say it, written 2026-03-31. Default: the date in the file's name.");

    private readonly Option<string?> _district = new("--district")
    {
        Description = "District of the households by its INE code, where the file does not say it.",
        HelpName = "code",
        CustomParser = ParseDistrict,
    };

    private readonly Option<bool> _json = CommonOptions.Json("Print what came of it (and errors, on standard error) as JSON.");

    public ImportFormsCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal, Purpose.HouseholdRegistration);
        _instrument.AcceptOnlyFromAmong([.. Instruments.Keys]);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("import", "Stores the forms of a file, however many. What was stored before is not stored again.")
        {
            Examples = Examples,
        };
        command.Arguments.Add(_file);
        foreach (var option in (IEnumerable<Option>)[_instrument, _quarantine, _institution, _interviewed, _district, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetValue(_file)!;
        var folder = parsed.GetValue(_quarantine) ?? path + ".import";
        using var file = ImportFile.Open(path, Instruments[parsed.GetValue(_instrument)!], TermsOf(parsed), cancellation);
        var state = ImportState.Load(folder, file.Identity);
        using var quarantine = new Quarantine(folder, path, AgreementCalendar.Today(_terminal.Time));
        if (state is { Complete: false, Settled: > 0 })
            _terminal.Error.WriteLine($"{state.Settled} forms are settled by {folder}; going on behind them.");
        if (state.Complete)
            _terminal.Error.WriteLine($"{path} is imported, by {folder}. Remove the folder to import it again.");
        else
            state = await ImportAsync(parsed, file, new ImportRun(file, folder, quarantine, state), cancellation);

        Tell(parsed.GetValue(_json), state, quarantine.ReasonsPath);
        return state.Unreadable + state.Refused == 0 ? ExitCode.Ok : ExitCode.DocumentsRefused;
    }

    private async Task<ImportState> ImportAsync(ParseResult parsed, ImportFile file, ImportRun run, CancellationToken cancellation)
    {
        var (began, before) = (_terminal.Time.GetTimestamp(), run.State.Stored + run.State.Repeated);
        using var connection = _hub.Open(parsed);
        await WorkProgress.RunAsync(
            _terminal,
            () =>
            {
                var taken = run.State.Stored + run.State.Repeated;
                var speed = (taken - before) / Math.Max(0.001, _terminal.Time.GetElapsedTime(began).TotalSeconds);
                return (file.Share, $"{run.Lines} lines, {taken} forms, {run.Quarantined} set aside, {speed:0} forms a second");
            },
            tell => run.RunAsync(connection.Forms, tell, cancellation));
        return run.State;
    }

    private InstrumentTerms TermsOf(ParseResult parsed) => new()
    {
        Institution = parsed.GetValue(_institution) ?? _hub.InstitutionOf(parsed),
        InterviewDate = parsed.GetValue(_interviewed) is { } day ? Date.From(day) : null,
        DistrictCode = parsed.GetValue(_district) ?? "",
    };

    private void Tell(bool json, ImportState state, string reasons)
    {
        if (json)
        {
            _terminal.Output.WriteLine(JsonText.Of(new { state.Lines, state.Stored, state.Repeated, state.Unreadable, state.Refused, Reasons = reasons }));
            return;
        }

        SectionWriter.Write(_terminal.Console, Section.OfFacts(
            "Imported",
            ("Lines", state.Lines == 0 ? "" : $"{state.Lines}"),
            ("Stored", $"{state.Stored}"),
            ("Stored before", $"{state.Repeated}"),
            ("Not readable", $"{state.Unreadable}"),
            ("Refused by the hub", $"{state.Refused}")));
        if (state.Unreadable + state.Refused != 0)
            _terminal.Error.WriteLine($"Why something was set aside is in {reasons}; what it was lies beside it.");
    }

    private static string? ParseDistrict(ArgumentResult result)
    {
        var code = CommonOptions.Token(result);
        if (TerritoryCatalogue.Paraguay.FindDistrict(code) is null)
            result.AddError($"--district: '{SectionWriter.Plain(code)}' is no INE code of a district, such as 1116.");
        return code;
    }
}
