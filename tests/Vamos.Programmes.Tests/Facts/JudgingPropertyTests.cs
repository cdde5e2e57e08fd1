namespace Vamos.Programmes.Tests.Facts;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Documents;
using Vamos.Programmes.Facts;
using Criterion = Vamos.Programmes.Documents.Criterion;

/// <summary>What holds of every decision, whatever the facts.</summary>
public sealed class JudgingPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_500);

    private static readonly Arbitrary<(int Seed, int Programme, int Choice)> Cases = Arb.From(
        from seed in Gen.Choose(0, int.MaxValue - 2)
        from programme in Gen.Choose(0, Repository.Book.Programmes.Count - 1)
        from choice in Gen.Choose(0, 1_000)
        select (seed, programme, choice));

    private static readonly Condition[] Others =
    [
        new NoSalaryCondition(), new AgeCondition { AtLeast = 60 }, new AgeCondition { Below = 18 }, new LivestockCondition { AtMost = 30 },
        new PregnancyCondition(), new NutritionRiskCondition(), new QualityOfLifeIndexCondition { AtLeast = 30 }, new DisabilityCertificateCondition(),
        new NotEnrolledCondition { Programmes = ["tekopora", "pension-universal"] }, new NationalityResidenceCondition(),
        new FieldAssessmentCondition { Subject = "x" },
    ];

    [Fact]
    public void Same_question_has_the_same_answer() => Prop.ForAll(Cases, c =>
    {
        var programme = Repository.Book.Programmes[c.Programme];

        Assert.Equal(programme.Judge(GeneratedFacts.Of(c.Seed), GeneratedFacts.Today), programme.Judge(GeneratedFacts.Of(c.Seed), GeneratedFacts.Today));
    }).Check(Thorough);

    [Fact]
    public void Verdict_is_what_its_criteria_come_to_and_the_same_without_them() => Prop.ForAll(Cases, c =>
    {
        var (programme, facts) = (Repository.Book.Programmes[c.Programme], GeneratedFacts.Of(c.Seed));

        var decision = programme.Judge(facts, GeneratedFacts.Today);

        var outcomes = decision.Criteria.Select(criterion => criterion.Outcome).ToList();
        var expected = outcomes.Contains(CriterionOutcome.NotMet) ? Verdict.NotEligible
            : outcomes.Contains(CriterionOutcome.Unknown) ? Verdict.Undetermined
            : Verdict.Eligible;
        Assert.Equal(expected, decision.Verdict);
        Assert.Equal(expected, programme.Judge(facts, GeneratedFacts.Today, DecisionView.Verdict).Verdict);
        Assert.Equal(programme.RulesOn(GeneratedFacts.Today)!.Criteria.Select(r => r.Code), decision.Criteria.Select(r => r.CriterionCode));
    }).Check(Thorough);

    [Fact]
    public void Silence_of_a_source_makes_nobody_eligible() => Prop.ForAll(Cases, c =>
    {
        var programme = Repository.Book.Programmes[c.Programme];
        var (answers, offers) = (GeneratedFacts.AnswersOf(c.Seed), GeneratedFacts.OffersOf(c.Seed));

        var all = programme.Judge(GeneratedFacts.Make(answers, offers), GeneratedFacts.Today);
        var fewer = programme.Judge(GeneratedFacts.Make(GeneratedFacts.Without(answers, c.Choice % answers.Count), offers), GeneratedFacts.Today);

        if (fewer.Verdict == Verdict.Eligible)
            Assert.Equal(Verdict.Eligible, all.Verdict);
    }).Check(Thorough);

    [Fact]
    public void Salary_once_found_is_final_whoever_else_is_silent() => Prop.ForAll(Cases, c =>
    {
        var programme = Repository.Book.Find("pension-universal")!;
        var (answers, offers) = (GeneratedFacts.AnswersOf(c.Seed), GeneratedFacts.OffersOf(c.Seed));
        var records = new Adapter.V1.PersonRecords { Found = true };
        records.Employment.Add(new EmploymentRecord { StartDate = new Date { Year = 2000 }, Provenance = new Provenance { Institution = "mtess" } });
        answers[3] = new SourceAnswer(new SourceStatus { Institution = "mtess", State = SourceState.Ok }, records);

        for (var silent = 0; silent < 3; silent++)
        {
            var facts = GeneratedFacts.Make(GeneratedFacts.Without(answers, silent), offers);
            Assert.Equal(Verdict.NotEligible, programme.Judge(facts, GeneratedFacts.Today).Verdict);
        }
    }).Check(Thorough);

    [Fact]
    public void One_criterion_more_makes_nobody_eligible() => Prop.ForAll(Cases, c =>
    {
        var (document, facts) = (Repository.Book.Programmes[c.Programme].Document, GeneratedFacts.Of(c.Seed));
        var added = Criterion(Others[c.Choice % Others.Length]);

        var before = Judge(document, facts).Verdict;
        var after = Judge(With(document, criteria => [.. criteria, added]), facts);

        if (after.Verdict == Verdict.Eligible)
            Assert.Equal(Verdict.Eligible, before);
        if (before == Verdict.NotEligible || after.Criteria[^1].Outcome == CriterionOutcome.NotMet)
            Assert.Equal(Verdict.NotEligible, after.Verdict);
    }).Check(Thorough);

    [Fact]
    public void Groups_follow_logic() => Prop.ForAll(Cases, c =>
    {
        var facts = GeneratedFacts.Of(c.Seed);
        var (one, other) = (Others[c.Choice % Others.Length], Others[c.Choice / 11 % Others.Length]);
        var asked = new Case(facts, GeneratedFacts.Today, new ProgrammeCodes([]));
        var (first, second) = (one.Judge(asked, null), other.Judge(asked, null));

        Assert.Equal(first > second ? first : second, new AnyCondition { Of = [one, other] }.Judge(asked, new Trail()));
        Assert.Equal(first < second ? first : second, new AllCondition { Of = [one, other] }.Judge(asked, new Trail()));
    }).Check(Thorough);

    [Fact]
    public void Order_of_the_answers_does_not_change_the_verdict() => Prop.ForAll(Cases, c =>
    {
        var programme = Repository.Book.Programmes[c.Programme];
        var (answers, offers) = (GeneratedFacts.AnswersOf(c.Seed), GeneratedFacts.OffersOf(c.Seed));

        var other = programme.Judge(GeneratedFacts.Make([.. answers.AsEnumerable().Reverse()], offers), GeneratedFacts.Today);

        Assert.Equal(programme.Judge(GeneratedFacts.Make(answers, offers), GeneratedFacts.Today).Verdict, other.Verdict);
    }).Check(Thorough);

    [Fact]
    public void What_began_after_the_day_changes_nothing() => Prop.ForAll(Cases, c =>
    {
        var programme = Repository.Book.Programmes[c.Programme];
        var (answers, offers) = (GeneratedFacts.AnswersOf(c.Seed), GeneratedFacts.OffersOf(c.Seed));
        var before = programme.Judge(GeneratedFacts.Make(answers, offers), GeneratedFacts.Today).Verdict;
        var records = answers.Select(a => a.Records).FirstOrDefault(r => r is not null);
        if (records is null)
            return;

        var later = Date.From(GeneratedFacts.Today.AddDays(1 + (c.Choice % 3)));
        var from = new Provenance { Institution = "mds" };
        records.Employment.Add(new EmploymentRecord { StartDate = later, Provenance = from });
        records.Coverage.Add(new SocialSecurityCoverage { Role = CoverageRole.Contributor, StartDate = later, Provenance = from });
        records.RetirementBenefits.Add(new RetirementBenefit { StartDate = later, Provenance = from });
        records.Livestock.Add(new LivestockHolding { Cattle = 1_000, Date = later, Provenance = from });
        records.NutritionAssessments.Add(new NutritionAssessment { Finding = NutritionFinding.AtRisk, Date = later, Provenance = from });
        records.Pregnancies.Add(new PregnancyRecord { NotedDate = later, Provenance = from });
        records.DisabilityCertificates.Add(new DisabilityCertificate { Degree = DisabilityDegree.Severe, ValidFrom = later, Provenance = from });
        records.Households.Add(new HouseholdRecord { InterviewDate = later, QualityOfLifeIndex = 99, Provenance = from });
        records.Enrollments.Add(new Enrollment
        {
            ProgrammeCode = "tekopora", Status = EnrollmentStatus.Active, StartDate = later, Instalment = 99, Provenance = from,
        });

        Assert.Equal(before, programme.Judge(GeneratedFacts.Make(answers, offers), GeneratedFacts.Today).Verdict);
    }).Check(Thorough);

    [Fact]
    public void Explanations_hold_nothing_of_the_person() => Prop.ForAll(Cases, c =>
    {
        var decision = Repository.Book.Programmes[c.Programme].Judge(GeneratedFacts.Of(c.Seed), GeneratedFacts.Today);

        Assert.All(decision.Criteria, criterion =>
        {
            Assert.NotEmpty(criterion.Explanation);
            Assert.DoesNotContain(criterion.Explanation, char.IsDigit);
            Assert.All(criterion.Facts, fact => Assert.True(fact.Summary.Length != 0 && fact.Provenance is not null && fact.Kind != FactKind.Unspecified));
        });
    }).Check(Thorough);

    [Fact]
    public void Silence_of_a_source_makes_no_incompatibility() => Prop.ForAll(Cases, c =>
    {
        var (answers, offers) = (GeneratedFacts.AnswersOf(c.Seed), GeneratedFacts.OffersOf(c.Seed));

        var all = Repository.Book.FindIncompatibilities(GeneratedFacts.Make(answers, offers), GeneratedFacts.Today).Select(i => i.RuleCode).ToList();
        var fewer = Repository.Book.FindIncompatibilities(
            GeneratedFacts.Make(GeneratedFacts.Without(answers, c.Choice % answers.Count), offers), GeneratedFacts.Today).Select(i => i.RuleCode);

        Assert.Empty(fewer.Except(all));
    }).Check(Thorough);

    private static EligibilityDecision Judge(ProgrammeDocument document, PersonFacts facts) =>
        new PublishedProgramme(document, new ProgrammeCodes([KeyValuePair.Create("pension-adultos-mayores", "pension-universal")]))
            .Judge(facts, GeneratedFacts.Today);

    private static ProgrammeDocument With(ProgrammeDocument document, Func<IReadOnlyList<Criterion>, IReadOnlyList<Criterion>> change) =>
        document with { Versions = [.. document.Versions.Select(version => version with { Criteria = change(version.Criteria) })] };

    private static Criterion Criterion(Condition requires) =>
        new() { Code = "added", Description = "Otro.", LegalBasis = "Ley", Verified = false, Requires = requires };
}
