namespace Vamos.Cli.Referrals;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;

/// <summary>Arguments and options that several commands about referrals have.</summary>
internal static class ReferralArguments
{
    /// <summary>The argument that names a referral.</summary>
    public static Argument<string> Referral() => new("referral") { Description = "Identifier of the referral, as the other commands print it." };

    /// <summary>A text for the other institution.</summary>
    public static Option<string> Text(string name, string description) => new(name)
    {
        Description = $"{description}, in Spanish. It must name nobody: no cédula, no telephone of a person.",
        HelpName = "text",
        Required = true,
    };

    /// <summary>The option that says until when.</summary>
    public static Option<DateOnly?> Until(string what) =>
        CommonOptions.Day("--until", $"Last day to {what}, written 2026-03-31. Default: what the provider promises.");

    /// <summary>The option that makes a repetition harmless.</summary>
    public static Option<string?> RequestId() => new("--request-id")
    {
        Description = "Our identifier of this request: the same one again does nothing twice. Default: a new one.",
        HelpName = "id",
    };

    /// <summary>The end of a day in Paraguay; null for none.</summary>
    public static DateTimeOffset? EndOf(DateOnly? day) => day is { } last ? Wording.BeginningOf(last.AddDays(1)) : null;
}
