namespace Vamos.Cli.Eligibility;

using Spectre.Console;
using Vamos.Cli.Beneficiaries;
using Vamos.Cli.Reports;
using Vamos.Clients.Eligibility;
using Vamos.Eligibility.V1;

/// <summary>A decision, for people to read.</summary>
internal static class DecisionReport
{
    public static void Write(IAnsiConsole console, EligibilityAnswer answer)
    {
        var decision = answer.Decision;
        SectionWriter.Write(console, Section.OfFacts(
            $"{Wording.Of(decision.Verdict).ToUpperInvariant()} for {decision.ProgrammeCode}",
            ("Cédula", Wording.Id(decision.NationalId)),
            ("By the rules", decision.RulesVersion),
            ("As of", Wording.Date(decision.AsOf)),
            ("Decided", Wording.Reading(decision.Provenance))));
        SectionWriter.Write(console, Section.Of(
            "Criteria",
            decision.Criteria,
            ("", c => Mark(c.Outcome)),
            ("Criterion", c => c.Description),
            ("Why", c => c.Explanation),
            ("From", c => string.Join("; ", c.Facts.Select(fact => Wording.Origin(fact.Provenance)).Distinct(StringComparer.Ordinal))),
            ("Legal basis", c => c.LegalBasis),
            ("", c => c.Verified ? "" : "not verified")));
        SectionWriter.Write(console, SourceSections.Of(decision.Sources));
        if (answer.ExchangeId.Length != 0)
            console.Write(new Text($"Exchange {SectionWriter.Plain(answer.ExchangeId)}\n"));
    }

    private static string Mark(CriterionOutcome outcome) => outcome switch
    {
        CriterionOutcome.Met => "met",
        CriterionOutcome.NotMet => "NOT MET",
        _ => "unknown",
    };
}
