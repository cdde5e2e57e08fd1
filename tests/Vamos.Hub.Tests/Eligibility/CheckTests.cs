namespace Vamos.Hub.Tests.Eligibility;

using System.Diagnostics;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Eligibility.V1;
using Vamos.Hub.Tests.Running;

/// <summary>One person judged by the published rules, through the whole hub.</summary>
public sealed class CheckTests
{
    private const string Number = "99000004";

    [Fact(Timeout = 60_000)]
    public async Task Verdict_follows_from_the_facts_and_every_criterion_says_whose_they_are()
    {
        await using var lab = await EligibilityLab.StartAsync();
        lab.Dead["99000003"] = true;
        lab.Employed["99000002"] = true;

        var eligible = await lab.CheckAsync(Number);
        var employed = await lab.CheckAsync("99000002");
        var dead = await lab.CheckAsync("99000003");

        Assert.Equal((Verdict.Eligible, EligibilityLab.Pension, Number), (eligible.Verdict, eligible.ProgrammeCode, eligible.NationalId.Number));
        Assert.All(eligible.Criteria, criterion => Assert.Equal(CriterionOutcome.Met, criterion.Outcome));
        Assert.All(eligible.Criteria, criterion => Assert.NotEmpty(criterion.LegalBasis));
        Assert.Equal("mds", Criterion(eligible, "minimum-age").Facts.Single().Provenance.Institution);
        Assert.Equal([("mds", SourceState.Ok), ("mtess", SourceState.NotFound)], eligible.Sources.OfAdapters().Select(s => (s.Institution, s.State)));
        Assert.Equal("hub", eligible.Provenance.Institution);
        Assert.NotEmpty(eligible.RulesVersion);

        Assert.Equal((Verdict.NotEligible, CriterionOutcome.NotMet), (employed.Verdict, Criterion(employed, "no-salary").Outcome));
        Assert.Equal("mtess", Criterion(employed, "no-salary").Facts.Single().Provenance.Institution);
        Assert.Equal((Verdict.NotEligible, CriterionOutcome.NotMet), (dead.Verdict, Criterion(dead, "alive").Outcome));
    }

    [Fact(Timeout = 60_000)]
    public async Task Verdict_alone_comes_without_criteria_and_is_the_same()
    {
        await using var lab = await EligibilityLab.StartAsync();

        var decision = await lab.CheckAsync(Number, view: DecisionView.Verdict);
        var unspecified = await lab.CheckAsync(Number, view: DecisionView.Unspecified);
        var full = await lab.CheckAsync(Number);

        Assert.Equal(Verdict.Eligible, decision.Verdict);
        Assert.Empty(decision.Criteria);
        Assert.Empty(unspecified.Criteria);
        Assert.NotEmpty(full.Criteria);
        Assert.Equal(["mds", "mtess", "siis"], decision.Sources.Select(source => source.Institution));
    }

    [Fact(Timeout = 60_000)]
    public async Task Day_of_long_ago_is_judged_by_its_rules_and_a_day_before_all_rules_makes_nobody_eligible()
    {
        await using var lab = await EligibilityLab.StartAsync();

        var before = await AsOfAsync(lab, new Date { Year = 2020, Month = 6, Day = 30 });
        var never = await AsOfAsync(lab, new Date { Year = 1999, Month = 1, Day = 1 });

        Assert.Equal("ley-3728-2009", before.RulesVersion);
        Assert.Equal(new Date { Year = 2020, Month = 6, Day = 30 }, before.AsOf);
        Assert.Equal((Verdict.NotEligible, "rules-in-force"), (never.Verdict, Assert.Single(never.Criteria).CriterionCode));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("as_of", 2026, 0, 0, EligibilityLab.Pension, Number, 0)]
    [InlineData("as_of", 2026, 2, 30, EligibilityLab.Pension, Number, 0)]
    [InlineData("programme_code", 2026, 1, 1, "", Number, 0)]
    [InlineData("national_id.number", 2026, 1, 1, EligibilityLab.Pension, "10x", 0)]
    [InlineData("max_age", 2026, 1, 1, EligibilityLab.Pension, Number, -1)]
    public async Task Malformed_question_names_the_field(string field, int year, int month, int day, string programme, string number, int maxAge)
    {
        await using var lab = await EligibilityLab.StartAsync();
        var request = EligibilityLab.Request(number, programme, TimeSpan.FromSeconds(maxAge));
        request.AsOf = new Date { Year = year, Month = month, Day = day };

        var problem = await Fails.WithAsync(StatusCode.InvalidArgument, () => lab.AskAsync(request));

        Assert.Equal(field, Assert.Single(problem.Fields).Field);
        Assert.Equal(0, lab.Mds.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Programme_that_nobody_published_is_not_found_and_nobody_is_asked()
    {
        await using var lab = await EligibilityLab.StartAsync();

        var problem = await Fails.WithAsync(StatusCode.NotFound, () => lab.CheckAsync(Number, programme: "pension-de-nadie"));

        Assert.Equal(ErrorReasons.ProgrammeNotFound, problem.Reason);
        Assert.Equal(0, lab.Mds.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Agreement_of_one_programme_grants_no_other_and_its_mask_leaves_the_reasons_out()
    {
        await using var lab = await EligibilityLab.StartAsync();

        var problem = await Fails.WithAsync(StatusCode.PermissionDenied, () => lab.CheckAsync(Number, "minna"));
        var masked = await lab.CheckAsync(Number, "minna", EligibilityLab.Abrazo);
        var whole = await lab.CheckAsync(Number, programme: EligibilityLab.Abrazo);

        Assert.Equal(ErrorReasons.ProgrammeNotGranted, problem.Reason);
        Assert.Equal(new EligibilityDecision { Verdict = whole.Verdict, ProgrammeCode = EligibilityLab.Abrazo }, masked);
        Assert.NotEmpty(whole.Criteria);
    }

    [Fact(Timeout = 60_000)]
    public async Task Agreement_over_fewer_institutions_gets_its_own_verdict_and_not_one_that_was_kept_for_others()
    {
        await using var lab = await EligibilityLab.HeardAsync();

        for (var round = 0; round < 3; round++)
        {
            var all = await lab.CheckAsync(Number);
            var fewer = await lab.CheckAsync(Number, "mtess");

            Assert.Equal(Verdict.Eligible, all.Verdict);
            Assert.Equal((Verdict.Undetermined, CriterionOutcome.Unknown), (fewer.Verdict, Criterion(fewer, "no-salary").Outcome));
            Assert.Equal(SourceState.NotAsked, fewer.Sources.Single(s => s.Institution == "mtess").State);
        }

        Assert.Equal(1, lab.Mtess.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_fails_leaves_the_verdict_open_and_is_asked_again_by_the_next_question()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        lab.BeforeMtess = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, "down"));

        var open = await lab.CheckAsync(Number);
        var dead = await DeadAsync(lab);
        lab.BeforeMtess = (_, _) => Task.CompletedTask;
        var (closed, record) = await lab.AskAsync(EligibilityLab.Request(Number));

        Assert.Equal((Verdict.Undetermined, CriterionOutcome.Unknown), (open.Verdict, Criterion(open, "no-salary").Outcome));
        Assert.Equal(SourceState.Unavailable, open.Sources.Single(s => s.Institution == "mtess").State);
        Assert.Equal(Verdict.NotEligible, dead.Verdict);
        Assert.Equal((Verdict.Eligible, false), (closed.Verdict, closed.Provenance.FromCache));
        Assert.Contains(record.Hops, hop => hop.Institution == "mtess");
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_hangs_costs_no_more_than_the_callers_deadline_and_no_fact_of_the_others()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        lab.Dead["99000003"] = true;
        lab.BeforeMtess = (_, context) => Task.Delay(Timeout.Infinite, context.CancellationToken);

        var clock = Stopwatch.StartNew();
        var (open, _) = await lab.AskAsync(EligibilityLab.Request(Number), within: TimeSpan.FromSeconds(1));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        var (dead, _) = await lab.AskAsync(EligibilityLab.Request("99000003"), within: TimeSpan.FromSeconds(1));

        Assert.Equal(Verdict.Undetermined, open.Verdict);
        Assert.Equal([("mds", SourceState.Ok), ("mtess", SourceState.TimedOut)], open.Sources.OfAdapters().Select(s => (s.Institution, s.State)));
        Assert.Equal((Verdict.NotEligible, CriterionOutcome.NotMet), (dead.Verdict, Criterion(dead, "alive").Outcome));
    }

    private static Task<EligibilityDecision> DeadAsync(EligibilityLab lab)
    {
        lab.Dead["99000003"] = true;
        return lab.CheckAsync("99000003");
    }

    private static async Task<EligibilityDecision> AsOfAsync(EligibilityLab lab, Date day)
    {
        var request = EligibilityLab.Request(Number);
        request.AsOf = day;
        return (await lab.AskAsync(request)).Decision;
    }

    private static CriterionResult Criterion(EligibilityDecision decision, string code) => decision.Criteria.Single(criterion => criterion.CriterionCode == code);
}
