namespace Vamos.Cli.Programmes;

using System.CommandLine;
using System.Globalization;
using Vamos.Cli.CommandLine;
using Vamos.Programmes;
using Vamos.Programmes.Checks;
using Vamos.Trust.Agreements;

/// <summary>Options that the commands about programmes share.</summary>
internal sealed class RuleOptions(Terminal terminal)
{
    private const string Folder = "programmes";

    private readonly Option<string?> _folder = new("--dir")
    {
        Description = "Folder with the rules. Environment: VAMOS_PROGRAMMES. Default: programmes, or else those that came with this program.",
        HelpName = "folder",
    };

    private readonly Option<DateOnly?> _day = new("--as-of")
    {
        Description = "Day whose rules are meant, as year-month-day. Default: today in Paraguay.",
        HelpName = "day",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(CommonOptions.Token(result), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError("--as-of: must be a day as year-month-day, for example 2026-01-31.");
            return null;
        },
    };

    private readonly Option<bool> _json = CommonOptions.Json("Print the result (and errors, on standard error) as JSON.");

    public Option Directory => _folder;

    public Option Day => _day;

    public Option Json => _json;

    public DateOnly DayOf(ParseResult parsed) => parsed.GetValue(_day) ?? AgreementCalendar.Today(terminal.Time);

    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Checks the folder that was named, or the usual one.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public (string Folder, ProgrammeCheckResult Result) Check(ParseResult parsed)
    {
        string[] usual = [Folder, Path.Combine(AppContext.BaseDirectory, Folder)];
        var folder = parsed.GetValue(_folder) ?? terminal.Environment("VAMOS_PROGRAMMES") ?? usual.FirstOrDefault(System.IO.Directory.Exists)
            ?? throw new UsageException("Say which folder holds the rules: with --dir, or in VAMOS_PROGRAMMES.");
        return System.IO.Directory.Exists(folder)
            ? (folder, ProgrammeCheck.Folder(folder))
            : throw new UsageException($"The folder {folder} does not exist. It must hold incompatibilities.yaml, protections.yaml and a document for each programme.");
    }

    /// <summary>The rules of that folder.</summary>
    /// <exception cref="UsageException">There is none, or its documents have errors.</exception>
    public ProgrammeBook Book(ParseResult parsed)
    {
        var (folder, result) = Check(parsed);
        return result.Book
            ?? throw new UsageException($"The documents in {folder} cannot be used: {result.Errors.First()}. `vamos programmes check` lists every error.");
    }
}
