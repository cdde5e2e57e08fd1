namespace Vamos.Cli.Monitoring;

using System.CommandLine;
using System.CommandLine.Parsing;
using Google.Protobuf.WellKnownTypes;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements;
using Enum = System.Enum;
using Option = System.CommandLine.Option;

/// <summary>Options that say which exchanges.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _consumer = new("--consumer") { Description = "Only of the institution that asked, by code.", HelpName = "institution" };

    private readonly Option<string?> _source = new("--source")
    {
        Description = "Only those for which this institution was asked, by code.",
        HelpName = "institution",
    };

    private readonly Option<string?> _method = new("--method")
    {
        Description = "Only of this method, for example GetBeneficiary or BeneficiaryService/GetBeneficiary.",
        HelpName = "method",
        CustomParser = ParseMethod,
    };

    private readonly Option<ExchangeOutcome[]?> _outcomes = new("--outcome")
    {
        Description = $"Only those that ended so, separated by commas: {string.Join(", ", Outcomes)}.",
        HelpName = "outcomes",
        CustomParser = ParseOutcomes,
    };

    private readonly Option<TimeSpan?> _slower = CommonOptions.Duration(
        "--slower-than", "Only those that took at least so long, for example 500ms.", TimeSpan.Zero, TimeSpan.FromDays(1));

    public IEnumerable<Option> All => [_consumer, _source, _method, _outcomes, _slower];

    private static IEnumerable<string> Outcomes =>
        Enum.GetValues<ExchangeOutcome>().Where(outcome => outcome != ExchangeOutcome.Unspecified).Select(outcome => Wording.Of(outcome));

    public ExchangeFilter Of(ParseResult parsed) => new()
    {
        ConsumerInstitution = parsed.GetValue(_consumer) ?? "",
        SourceInstitution = parsed.GetValue(_source) ?? "",
        Method = parsed.GetValue(_method) ?? "",
        Outcomes = { parsed.GetValue(_outcomes) ?? [] },
        MinimumLatency = parsed.GetValue(_slower) is { } least ? Duration.FromTimeSpan(least) : null,
    };

    private static string? ParseMethod(ArgumentResult result)
    {
        var name = SectionWriter.Plain(CommonOptions.Token(result));
        var meant = ExchangedMethods.Meant(name);
        if (meant.Count == 1)
            return meant[0].Path;
        result.AddError(meant.Count == 0
            ? $"--method: there is no method '{name}'. `vamos agreements explain` knows the same names, for example GetBeneficiary."
            : $"--method: '{name}' can be {string.Join(" or ", meant.Select(method => method.ShortName))}.");
        return null;
    }

    private static ExchangeOutcome[]? ParseOutcomes(ArgumentResult result)
    {
        var outcomes = new List<ExchangeOutcome>();
        foreach (var name in CommonOptions.Token(result).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Outcomes.Contains(name, StringComparer.OrdinalIgnoreCase))
                outcomes.Add(Enum.Parse<ExchangeOutcome>(name, ignoreCase: true));
            else
                result.AddError($"--outcome: '{SectionWriter.Plain(name)}' is none. Write some of {string.Join(", ", Outcomes)}.");
        }

        return [.. outcomes];
    }
}
