namespace Vamos.Cli.CommandLine;

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Vamos.Cli.Reports;
using Vamos.Common.V1;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public const string JsonName = "--json";
    public const string DefaultCertificates = "certs/dev";

    public static Option<bool> Json(string description) => new(JsonName) { Description = description };

    /// <summary>The option that says where certificates are.</summary>
    public static Option<string> Certificates(Terminal terminal, string description) => new("--certs")
    {
        Description = description,
        HelpName = "folder",
        DefaultValueFactory = _ => terminal.Environment("VAMOS_CERTS") ?? DefaultCertificates,
    };

    /// <summary>The argument that names a person.</summary>
    public static Argument<NationalId?> Cedula() => new("cedula")
    {
        Description = "Number of the identity document, as people write it: 1234567, 1.234.567, A-1234567.",
        CustomParser = ParseCedula,
    };

    /// <summary>An option that names a person.</summary>
    public static Option<NationalId?> Person(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "cedula",
        CustomParser = ParseCedula,
    };

    /// <summary>An option that takes a duration.</summary>
    public static Option<TimeSpan?> Duration(string name, string description, TimeSpan minimum, TimeSpan maximum) => new(name)
    {
        Description = description,
        HelpName = "duration",
        CustomParser = result => Parse(result, minimum, maximum),
    };

    /// <summary>An option that takes a day.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "date",
        CustomParser = result => ParseDay(result, name),
    };

    /// <summary>The one token of an option; an empty text when there is none.</summary>
    public static string Token(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;

    private static TimeSpan? Parse(ArgumentResult result, TimeSpan minimum, TimeSpan maximum)
    {
        var text = Token(result);
        var name = (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
        if (!DurationText.TryParse(text, out var duration))
            result.AddError($"{name}: '{text}' is not a duration. Write {DurationText.Rule}.");
        else if (duration < minimum || duration > maximum)
            result.AddError($"{name}: {text} is out of bounds. It must be from {Written(minimum)} to {Written(maximum)}.");
        else
            return duration;
        return null;
    }

    private static DateOnly? ParseDay(ArgumentResult result, string name)
    {
        var text = Token(result);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"{name}: '{SectionWriter.Plain(text)}' is not a date. Write it as 2026-03-31.");
        return null;
    }

    private static NationalId? ParseCedula(ArgumentResult result)
    {
        var text = Token(result);
        if (NationalId.TryParse(text, out var id))
            return id;
        result.AddError(
            $"national_id.number: '{SectionWriter.Plain(text)}' is not the number of a cédula. Write 1 to {NationalId.MaxDigits} digits, "
            + "with or without dots, after the letter where the document has one: 1234567, 1.234.567, A-1234567.");
        return null;
    }

    private static string Written(TimeSpan duration) => duration switch
    {
        { TotalDays: >= 1 } => $"{duration.TotalDays:0}d",
        { TotalHours: >= 1 } => $"{duration.TotalHours:0}h",
        { TotalSeconds: >= 1 } => $"{duration.TotalSeconds:0}s",
        _ => $"{duration.TotalMilliseconds:0}ms",
    };
}
