namespace Vamos.Programmes.Protections;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Facts;

/// <summary>
/// One protection, applied to what is known. That somebody is covered rests on what was found. A gap is more than nothing found: it is told only when
/// everybody who could know better has answered, so that silence never makes one.
/// </summary>
internal sealed class PublishedProtection
{
    private readonly FactKindSet _needs;

    public PublishedProtection(ProtectionRule rule)
    {
        Rule = rule;
        _needs = (rule.Applies?.Needs ?? default) | rule.Covered.Needs;
        if (rule.Unit == BeneficiaryUnit.Person)
            _needs |= FactKindSet.Of(FactKind.Person);
    }

    public ProtectionRule Rule { get; }

    public FactKindSet Needs => _needs;

    /// <summary>What is to be told of somebody of a category; of somebody whose category nobody knows, everything.</summary>
    public bool Concerns(LifeCycleCategory category) =>
        Rule.Categories.Count == 0 || category == LifeCycleCategory.Unspecified || Rule.Categories.Contains(category);

    /// <summary>Judges a household as a whole.</summary>
    public Protection Judge(in Case household)
    {
        var applies = new Trail();
        return Decide(household, Truth.Yes, Applies(household, applies), applies);
    }

    /// <summary>Judges a person.</summary>
    /// <param name="person">The person and the day.</param>
    /// <param name="alive">Whether the person lives, and why that is believed.</param>
    public Protection Judge(in Case person, (Truth Truth, Trail Trail) alive)
    {
        if (alive.Truth == Truth.No)
            return Told(ProtectionState.NotApplicable, alive.Trail, person);
        var (age, trail) = (new Trail(), new Trail());
        var isOfAge = LifeCycle.IsOneOf(Rule.Categories, person, age);
        var applies = isOfAge == Truth.No ? Truth.No : isOfAge.And(Applies(person, trail));
        var why = isOfAge == Truth.Yes || (applies == Truth.No && isOfAge != Truth.No) ? trail : age;
        return Decide(person, alive.Truth, applies, applies == Truth.Yes && alive.Truth == Truth.Unknown ? alive.Trail : why);
    }

    private Truth Applies(in Case asked, Trail trail) => Rule.Applies?.Judge(asked, trail) ?? Truth.Yes;

    private Protection Decide(in Case asked, Truth exists, Truth applies, Trail why)
    {
        if (applies == Truth.No)
            return Told(ProtectionState.NotApplicable, why, asked);
        var found = new Trail();
        var covered = Rule.Covered.Judge(asked, found);
        if (applies != Truth.Yes)
            return Told(ProtectionState.Unspecified, why, asked);
        if (covered == Truth.Yes)
            return Told(ProtectionState.Covered, found, asked);
        if (covered == Truth.Unknown)
            return Told(ProtectionState.Unspecified, found, asked);
        if (exists != Truth.Yes)
            return Told(ProtectionState.Unspecified, why, asked);
        foreach (var kind in _needs.Kinds)
        {
            if (asked.Facts.IsOffered(kind) && !asked.Facts.IsComplete(kind))
                return Told(ProtectionState.Unspecified, new Trail { Explanation = Wording.Missing(asked.Facts, kind) }, asked);
        }

        return Told(ProtectionState.Gap, found, asked);
    }

    private Protection Told(ProtectionState state, Trail why, in Case asked)
    {
        var told = new Protection { Code = Rule.Code, Name = Rule.Name, Pillar = Rule.Pillar, State = state, Explanation = why.Explanation };
        if (why.Facts.Count != 0)
        {
            told.Kinds.Add(why.Facts.Select(fact => fact.Kind).Distinct());
            told.Provenance.Add(Witnesses.Of(why.Facts));
        }
        else
        {
            told.Kinds.Add(Rule.Covered.Needs.Kinds);
            if (state == ProtectionState.Gap)
                told.Provenance.Add(Witnesses.OfSilence(asked.Facts, Rule.Covered.Needs));
        }

        return told;
    }
}
