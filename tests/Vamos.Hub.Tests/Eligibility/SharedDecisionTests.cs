namespace Vamos.Hub.Tests.Eligibility;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Eligibility;
using Vamos.Hub.Tests.Caching;
using Vamos.Trust.Agreements.Fields;

/// <summary>A kept decision is everybody's; what a caller gets is the caller's own.</summary>
public sealed class SharedDecisionTests
{
    [Theory]
    [InlineData(DecisionView.Verdict)]
    [InlineData(DecisionView.Full)]
    public async Task A_mask_changes_what_one_caller_gets_and_not_what_is_kept(DecisionView view)
    {
        await using var lab = CacheLab.Open();
        var (shelf, person) = (lab.Cache.Shelf("decisions", CacheLab.Policy, EligibilityDecision.Parser), new NationalId { Number = "100" });
        var (original, demand) = (Decision(person), new CacheDemand());
        await shelf.GetAsync(person, "scope", demand, lab.Mds, (mds, _) => Task.FromResult(Loaded.Found(Decision(person), mds)), CancellationToken.None);
        Assert.True(shelf.TryGet(person, "scope", demand, out var kept));
        var decided = new Decided(kept, new ExchangeRecord());

        string[][] grants = [["decision.verdict"], ["decision.sources", "decision.criteria.outcome"], ["decision.national_id", "decision.provenance"]];
        foreach (var granted in grants)
        {
            var response = new CheckEligibilityResponse { Decision = decided.For(view) };
            FieldGrant.Compile(CheckEligibilityResponse.Descriptor, granted).Apply(response);

            Assert.Empty(response.Decision.RulesVersion);
            Assert.Equal(original, kept.Value);
        }

        // neither does the age, which each caller is told for itself
        Assert.True(decided.For(view).Provenance.FromCache);
        Assert.False(kept.Value!.Provenance.FromCache);
    }

    private static EligibilityDecision Decision(NationalId person) => new()
    {
        NationalId = person.Clone(),
        ProgrammeCode = "pension-universal",
        Verdict = Verdict.Eligible,
        RulesVersion = "ley-7322-2024",
        AsOf = new Date { Year = 2026, Month = 7, Day = 1 },
        Provenance = new Provenance { Institution = "hub", RetrievedAt = Timestamp.FromDateTime(DateTime.UnixEpoch) },
        Criteria = { new CriterionResult { CriterionCode = "alive", Outcome = CriterionOutcome.Met, Facts = { new UsedFact { Summary = "vive" } } } },
        Sources = { new SourceStatus { Institution = "mds", State = SourceState.Ok, Provenance = new Provenance { Institution = "mds" } } },
    };
}
