namespace Vamos.Cli.Eligibility;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Eligibility;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Option = System.CommandLine.Option;

/// <summary>What a check and a batch of checks have in common.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string> _programme = new("--programme")
    {
        Description = "Code of the programme, for example pension-universal; `vamos programmes list` names them.",
        HelpName = "code",
        Required = true,
    };

    private readonly Option<DateOnly?> _asOf = CommonOptions.Day("--as-of", "Judge by the rules and facts of this day, written 2026-03-31. Default: today.");

    private readonly Option<TimeSpan?> _maxAge = CommonOptions.Duration(
        "--max-age",
        "Greatest age of facts and decisions kept from before; 0 asks the institutions anew. Left to the agreement when absent.",
        TimeSpan.Zero,
        TimeSpan.FromDays(3650));

    private readonly Option<bool> _verdictOnly = new("--verdict-only") { Description = "Ask for the verdict without its reasons." };

    public IEnumerable<Option> All => [_programme, _asOf, _maxAge, _verdictOnly];

    public string ProgrammeOf(ParseResult parsed) => parsed.GetValue(_programme)!;

    public CheckOptions Of(ParseResult parsed) => new()
    {
        AsOf = parsed.GetValue(_asOf) is { } day ? Date.From(day) : null,
        MaxAge = parsed.GetValue(_maxAge),
        View = parsed.GetValue(_verdictOnly) ? DecisionView.Verdict : DecisionView.Full,
    };
}
