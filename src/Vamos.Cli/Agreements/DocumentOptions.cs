namespace Vamos.Cli.Agreements;

using System.CommandLine;
using System.Globalization;
using Vamos.Cli.CommandLine;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Checks;

/// <summary>Options that the commands about agreements share.</summary>
internal sealed class DocumentOptions(Terminal terminal)
{
    // of an installation, then of a checked-out repository
    private static readonly string[] Usual = ["trust", "src/Vamos.Sandbox/Trust"];

    private readonly Option<DateOnly?> _day = new("--on")
    {
        Description = "Day to judge by, as year-month-day. Default: today in Paraguay.",
        HelpName = "day",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(CommonOptions.Token(result), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError("--on: must be a day as year-month-day, for example 2026-01-31.");
            return null;
        },
    };

    private readonly Option<bool> _json = CommonOptions.Json("Print the result (and errors, on standard error) as JSON.");

    public Option Day => _day;

    public Option Json => _json;

    public DateOnly DayOf(ParseResult parsed) => parsed.GetValue(_day) ?? AgreementCalendar.Today(terminal.Time);

    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Checks the folder that was named, or the usual one.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public (string Folder, AgreementCheckResult Result) Check(ParseResult parsed, string? named)
    {
        var folder = named ?? terminal.Environment("VAMOS_AGREEMENTS") ?? Usual.FirstOrDefault(Directory.Exists)
            ?? throw new UsageException("Say which folder holds institutions.yaml and agreements/: as argument, or in VAMOS_AGREEMENTS.");
        return Directory.Exists(folder)
            ? (folder, AgreementCheck.Folder(folder, DayOf(parsed)))
            : throw new UsageException($"The folder {folder} does not exist. It must hold institutions.yaml and agreements/.");
    }
}
