namespace Vamos.Programmes;

using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Documents;
using Vamos.Programmes.Facts;
using Criterion = Vamos.Programmes.Documents.Criterion;

/// <summary>A programme with all versions of its rules. Immutable; judges without asking anybody and without knowing what day it is.</summary>
public sealed class PublishedProgramme
{
    private readonly ProgrammeCodes _codes;
    private readonly (RulesVersion Rules, FactKindSet Needs)[] _versions;

    internal PublishedProgramme(ProgrammeDocument document, ProgrammeCodes codes)
    {
        Document = document;
        _codes = codes;
        _versions = [.. document.Versions.OrderBy(v => v.ValidFrom).Select(v => (v, Needs(v)))];
    }

    /// <summary>What its document says.</summary>
    public ProgrammeDocument Document { get; }

    /// <summary>Its code.</summary>
    public string Code => Document.Code;

    /// <summary>The versions of its rules, the oldest first.</summary>
    public IEnumerable<RulesVersion> Versions => _versions.Select(v => v.Rules);

    /// <summary>The rules in force on a day; null when there were none.</summary>
    public RulesVersion? RulesOn(DateOnly day) => Find(day).Rules;

    /// <summary>Kinds of fact that must be asked for to judge by the rules of a day; none when no rules were in force.</summary>
    public FactKindSet NeedsOn(DateOnly day) => Find(day).Needs;

    /// <summary>The programme as the contract describes it, by the rules of a day; null when there were none.</summary>
    public Programme? Describe(DateOnly day)
    {
        if (RulesOn(day) is not { } rules)
            return null;
        var programme = new Programme
        {
            Code = Code,
            Name = Document.Name,
            Institution = Document.Institution,
            Unit = Document.Unit,
            Pillar = Document.Pillar,
            LegalBasis = rules.LegalBasis,
            RulesVersion = rules.Version,
            ValidFrom = Date.From(rules.ValidFrom),
            ValidUntil = rules.ValidUntil is { } last ? Date.From(last) : null,
        };
        programme.Criteria.Add(rules.Criteria.Select(criterion => new Eligibility.V1.Criterion
        {
            Code = criterion.Code,
            Description = criterion.Description,
            LegalBasis = criterion.LegalBasis,
            Verified = criterion.Verified,
            Needs = { criterion.Requires.Needs.Kinds },
        }));
        return programme;
    }

    /// <summary>
    /// Judges a person by the rules in force on a day. The same facts, day and rules give the same decision. Where no rules were in force, nobody is
    /// eligible. The decision has no provenance, which only who gathered the facts can give; the provenance of each fact is shared with the
    /// records, not copied, so it must not be changed.
    /// </summary>
    /// <param name="facts">What is known.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="view">Whether the criteria and their facts are wanted. The verdict alone ends at the first criterion that is not met.</param>
    public EligibilityDecision Judge(PersonFacts facts, DateOnly asOf, DecisionView view = DecisionView.Full)
    {
        var rules = RulesOn(asOf);
        var decision = new EligibilityDecision
        {
            NationalId = facts.NationalId,
            ProgrammeCode = Code,
            RulesVersion = rules?.Version ?? "",
            AsOf = Date.From(asOf),
        };
        for (var i = 0; i < facts.Answers.Count; i++)
            decision.Sources.Add(facts.Answers[i].Status);

        var asked = new Case(facts, asOf, _codes);
        if (rules is null)
        {
            decision.Verdict = Verdict.NotEligible;
            if (view == DecisionView.Full)
                decision.Criteria.Add(NotInForce(asOf));
        }
        else
        {
            decision.Verdict = view == DecisionView.Full ? Explain(rules, asked, decision) : Decide(rules, asked);
        }

        return decision;
    }

    private static FactKindSet Needs(RulesVersion rules) =>
        rules.Criteria.Aggregate(default(FactKindSet), (needs, criterion) => needs | criterion.Requires.Needs);

    private static Verdict Decide(RulesVersion rules, in Case asked)
    {
        var met = Truth.Yes;
        for (var i = 0; i < rules.Criteria.Count && met != Truth.No; i++)
            met = met.And(rules.Criteria[i].Requires.Judge(asked, null));
        return VerdictOf(met);
    }

    private static Verdict Explain(RulesVersion rules, in Case asked, EligibilityDecision decision)
    {
        var met = Truth.Yes;
        for (var i = 0; i < rules.Criteria.Count; i++)
        {
            var criterion = rules.Criteria[i];
            var trail = new Trail();
            var answer = criterion.Requires.Judge(asked, trail);
            met = met.And(answer);
            decision.Criteria.Add(Result(criterion, answer, trail));
        }

        return VerdictOf(met);
    }

    private static CriterionResult Result(Criterion criterion, Truth answer, Trail trail)
    {
        var result = new CriterionResult
        {
            CriterionCode = criterion.Code,
            Description = criterion.Description,
            LegalBasis = criterion.LegalBasis,
            Verified = criterion.Verified,
            Outcome = answer switch
            {
                Truth.Yes => CriterionOutcome.Met,
                Truth.No => CriterionOutcome.NotMet,
                _ => CriterionOutcome.Unknown,
            },
            Explanation = trail.Explanation,
        };
        for (var i = 0; i < trail.Facts.Count; i++)
            result.Facts.Add(trail.Facts[i]);
        return result;
    }

    private static Verdict VerdictOf(Truth met) => met switch
    {
        Truth.Yes => Verdict.Eligible,
        Truth.No => Verdict.NotEligible,
        _ => Verdict.Undetermined,
    };

    private CriterionResult NotInForce(DateOnly day)
    {
        var (first, last) = (_versions[0].Rules, _versions[^1].Rules);
        return new CriterionResult
        {
            CriterionCode = "rules-in-force",
            Description = "El programa debe tener reglas vigentes en la fecha consultada.",
            Outcome = CriterionOutcome.NotMet,
            LegalBasis = day < first.ValidFrom ? first.LegalBasis : last.LegalBasis,
            Verified = day < first.ValidFrom ? first.DatesVerified : last.DatesVerified,
            Explanation = day < first.ValidFrom
                ? $"Las primeras reglas del programa rigen desde el {first.ValidFrom:dd/MM/yyyy}."
                : $"Las últimas reglas del programa rigieron hasta el {last.ValidUntil:dd/MM/yyyy}.",
        };
    }

    private (RulesVersion? Rules, FactKindSet Needs) Find(DateOnly day)
    {
        foreach (var version in _versions)
        {
            if (version.Rules.Includes(day))
                return version;
        }

        return default;
    }
}
