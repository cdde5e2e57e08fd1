namespace Vamos.Programmes.Protections;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Documents;
using Vamos.Programmes.Checks;
using Vamos.Programmes.Facts;

/// <summary>What must hold among the protections.</summary>
internal static class ProtectionRules
{
    /// <summary>Kinds by which a household as a whole can be judged; all others are of one person.</summary>
    private static readonly FactKindSet OfHouseholds = FactKindSet.Of(FactKind.Household, FactKind.Enrollment);

    public static void Check(Located<ProtectionsDocument> document, IReadOnlySet<string> codes)
    {
        var at = document.At;
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < document.Value.Protections.Count; i++)
        {
            var rule = document.Value.Protections[i];
            var path = $"protections[{i}]";
            if (rule.Code.Length != 0 && !given.TryAdd(rule.Code, at.LineOf($"{path}.code")))
                at.Error($"{path}.code", $"is '{rule.Code}', which stands at line {given[rule.Code]} already; a code is given once");
            ProgrammeRules.Verified(at, path, rule.Verified, rule.Source);
            Categories(at, path, rule);
            Conditions(at, path, rule, codes);
        }
    }

    private static void Categories(DocumentReading at, string path, ProtectionRule rule)
    {
        if (rule.Unit == BeneficiaryUnit.Household && rule.Categories.Count != 0)
            at.Error($"{path}.categories", "are of people; a household has none, so leave them out");
        for (var i = 0; i < rule.Categories.Count; i++)
        {
            if (rule.Categories[i] is LifeCycleCategory.Household or LifeCycleCategory.Environment)
                at.Error($"{path}.categories[{i}]", "is no category of people, as early-childhood, childhood, adolescence, youth, adult and older-adult are");
            else if (rule.Categories.Take(i).Contains(rule.Categories[i]))
                at.Error($"{path}.categories[{i}]", "is given twice");
        }
    }

    private static void Conditions(DocumentReading at, string path, ProtectionRule rule, IReadOnlySet<string> codes)
    {
        foreach (var (key, condition) in (ReadOnlySpan<(string, Criteria.Condition?)>)[("applies", rule.Applies), ("covered", rule.Covered)])
        {
            if (condition is null || at.IsBroken($"{path}.{key}"))
                continue;
            condition.Check(at, $"{path}.{key}", codes);
            if (rule.Unit == BeneficiaryUnit.Household && !condition.Needs.Without(OfHouseholds).IsEmpty)
                at.Error($"{path}.{key}", "looks at facts of one person; a household is judged by its form and its enrolments alone");
        }
    }
}
