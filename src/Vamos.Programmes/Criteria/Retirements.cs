namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>Retirement payments and contributory pensions as several conditions look at them.</summary>
internal static class Retirements
{
    /// <summary>Every kind that there is.</summary>
    public static readonly RetirementBenefitKind[] Kinds = [RetirementBenefitKind.Retirement, RetirementBenefitKind.Pension];

    /// <summary>Whether one of these kinds is in force, by what is recorded.</summary>
    public static Truth InForce(in Case asked, IReadOnlyList<RetirementBenefitKind> kinds, Trail? trail)
    {
        var found = Truth.No;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.RetirementBenefits.Count; i++)
            {
                var benefit = records.RetirementBenefits[i];
                var counts = IsOneOf(kinds, benefit.Kind).And(Period.IsInForce(benefit.StartDate, benefit.EndDate, benefit.Provenance, asked.Day));
                if (counts != Truth.No)
                    trail?.Uses(FactKind.Retirement, Summary(benefit), benefit.Provenance);
                found = found.Or(counts);
            }
        }

        return found;
    }

    private static Truth IsOneOf(IReadOnlyList<RetirementBenefitKind> kinds, RetirementBenefitKind kind) =>
        kinds.Contains(kind) || (kind == RetirementBenefitKind.Unspecified && kinds.Count == Kinds.Length) ? Truth.Yes
        : kind == RetirementBenefitKind.Unspecified ? Truth.Unknown
        : Truth.No;

    private static string Summary(RetirementBenefit benefit) =>
        (benefit.Kind == RetirementBenefitKind.Pension ? "pensión" : "jubilación") + (benefit.Payer.Length == 0 ? "" : $" a cargo de {benefit.Payer}");
}
