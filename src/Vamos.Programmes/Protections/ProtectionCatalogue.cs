namespace Vamos.Programmes.Protections;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Facts;

/// <summary>All protections, as one state of the document has them. Immutable; judges without asking anybody and without knowing what day it is.</summary>
public sealed class ProtectionCatalogue
{
    private const string OnlyTheForm = "No tiene un documento de identidad con el que preguntar a las instituciones, y la ficha del hogar no lo dice.";

    private static readonly AliveCondition Alive = new();

    private readonly ProgrammeCodes _codes;
    private readonly PublishedProtection[] _household;
    private readonly PublishedProtection[] _people;

    internal ProtectionCatalogue(IReadOnlyList<ProtectionRule> rules, ProgrammeCodes codes)
    {
        _codes = codes;
        Rules = rules;
        _household = [.. rules.Where(rule => rule.Unit == BeneficiaryUnit.Household).Select(rule => new PublishedProtection(rule))];
        _people = [.. rules.Where(rule => rule.Unit != BeneficiaryUnit.Household).Select(rule => new PublishedProtection(rule))];
        Needs = _household.Concat(_people).Aggregate(FactKindSet.Of(FactKind.Person, FactKind.Household), (needs, protection) => needs | protection.Needs);
    }

    /// <summary>The protections, in the order in which they are reported.</summary>
    public IReadOnlyList<ProtectionRule> Rules { get; }

    /// <summary>Kinds of fact that must be asked for, of everybody in the household.</summary>
    public FactKindSet Needs { get; }

    /// <summary>Judges a household as a whole, by the facts that <see cref="HouseholdFacts"/> puts together.</summary>
    /// <param name="household">What is known.</param>
    /// <param name="asOf">The day.</param>
    public IReadOnlyList<Protection> OfHousehold(PersonFacts household, DateOnly asOf)
    {
        var asked = new Case(household, asOf, _codes);
        return Array.ConvertAll(_household, protection => protection.Judge(asked));
    }

    /// <summary>
    /// Judges a person. The same facts and day give the same status. The provenance in it is shared with the records, not copied, so it must not be changed.
    /// </summary>
    /// <param name="facts">What is known.</param>
    /// <param name="asOf">The day.</param>
    public MemberProtection OfPerson(PersonFacts facts, DateOnly asOf)
    {
        var asked = new Case(facts, asOf, _codes);
        var alive = new Trail();
        var lives = (Alive.Judge(asked, alive), alive);
        var told = new MemberProtection
        {
            NationalId = facts.NationalId.Number.Length == 0 ? null : facts.NationalId.Clone(),
            Category = LifeCycle.Of(asked),
        };
        foreach (var protection in _people)
        {
            if (protection.Concerns(told.Category))
                told.Protections.Add(protection.Judge(asked, lives));
        }

        return told;
    }

    /// <summary>Judges a member of a household who has no document, by what the household's form says; nobody else can be asked.</summary>
    /// <param name="form">The form.</param>
    /// <param name="member">The member.</param>
    /// <param name="offers">Which institution offers what, so that what they could have told is not taken for missing.</param>
    /// <param name="asOf">The day.</param>
    public MemberProtection OfMember(HouseholdRecord form, HouseholdMember member, FactOffers offers, DateOnly asOf)
    {
        var told = OfPerson(FormFacts.Of(form, member, offers), asOf);
        foreach (var protection in told.Protections)
        {
            if (protection.State == ProtectionState.Unspecified)
                protection.Explanation = OnlyTheForm;
            protection.Kinds.Clear();
            protection.Kinds.Add(FactKind.Household);
        }

        return told;
    }
}
