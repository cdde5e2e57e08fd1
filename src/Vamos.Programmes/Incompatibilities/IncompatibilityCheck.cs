namespace Vamos.Programmes.Incompatibilities;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Documents;
using Vamos.Programmes.Facts;

/// <summary>Applies the rules of incompatibility: an active enrolment of the person, and a condition that facts show not to be met.</summary>
internal sealed class IncompatibilityCheck(IReadOnlyList<IncompatibilityRule> rules, ProgrammeCodes codes)
{
    private static readonly EnrollmentStatus[] Active = [EnrollmentStatus.Active];

    public FactKindSet NeedsOn(DateOnly day)
    {
        var needs = default(FactKindSet);
        foreach (var rule in rules)
        {
            if (rule.Includes(day))
                needs |= rule.Demands.Needs | FactKindSet.Of(FactKind.Enrollment);
        }

        return needs;
    }

    public IReadOnlyList<Incompatibility> Of(PersonFacts facts, DateOnly day)
    {
        List<Incompatibility>? found = null;
        List<(string Programme, Enrollment Enrolment)>? held = null;
        var asked = new Case(facts, day, codes);
        foreach (var rule in rules)
        {
            if (!rule.Includes(day))
                continue;
            held ??= Held(asked);
            if (held.Count == 0)
                return [];
            var concerned = rule.EnrolledIn.Count == 0 ? held : held.FindAll(h => rule.EnrolledIn.Contains(h.Programme));
            if (concerned.Count != 0 && rule.Demands.Judge(asked, null) == Truth.No)
                (found ??= []).Add(Told(rule, concerned, asked));
        }

        return found ?? (IReadOnlyList<Incompatibility>)[];
    }

    // The enrolments that the person holds. One of the household that is paid to another member is that member's.
    private static List<(string, Enrollment)> Held(in Case asked)
    {
        List<(string, Enrollment)> held = [];
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Enrollments.Count; i++)
            {
                var enrolment = records.Enrollments[i];
                if ((enrolment.Payee is null || enrolment.Payee.Canonical().Equals(asked.Facts.NationalId))
                    && Enrolments.Stood(enrolment, Active, asked.Day) == Truth.Yes)
                    held.Add((asked.Codes.Canonical(enrolment.ProgrammeCode), enrolment));
            }
        }

        return held;
    }

    private static Incompatibility Told(IncompatibilityRule rule, List<(string Programme, Enrollment Enrolment)> concerned, in Case asked)
    {
        var trail = new Trail();
        rule.Demands.Judge(asked, trail);
        var told = new Incompatibility { RuleCode = rule.Code, Description = rule.Description, LegalBasis = rule.LegalBasis };
        told.ProgrammeCodes.Add(concerned.Select(c => c.Programme).Concat(trail.Programmes).Distinct());
        told.Facts.Add(concerned.Select(c => new ConflictingFact
        {
            Kind = FactKind.Enrollment,
            Summary = Wording.Of(c.Enrolment),
            Provenance = c.Enrolment.Provenance,
        }));
        told.Facts.Add(trail.Facts.Select(fact => new ConflictingFact { Kind = fact.Kind, Summary = fact.Summary, Provenance = fact.Provenance }));
        return told;
    }
}
