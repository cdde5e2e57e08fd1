namespace Vamos.Fips.Validation;

/// <summary>All rules of the form.</summary>
public static class FormRules
{
    /// <summary>Every rule, in the order of the form.</summary>
    public static IReadOnlyList<FormRule> All { get; } =
    [
        .. StructureRules.All,
        .. InterviewRules.All,
        .. DwellingRules.All,
        .. MemberRules.All,
        .. IdentityRules.All,
        .. KinshipRules.All,
        .. ParentRules.All,
        .. SchoolingRules.All,
        .. HealthRules.All,
        .. WorkRules.All,
        .. IncomeRules.All,
    ];
}
