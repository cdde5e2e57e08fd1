namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>No retirement payment or contributory pension in force.</summary>
internal sealed record NoRetirementCondition : Condition
{
    [DocumentKey("Kinds that exclude: retirement (earned by own contributions), pension (survivors, invalidity, service). Left out, both.", MinimumCount = 1)]
    public IReadOnlyList<RetirementBenefitKind> Kinds { get; init; } = [RetirementBenefitKind.Retirement, RetirementBenefitKind.Pension];

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Retirement);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = Truth.No;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.RetirementBenefits.Count; i++)
            {
                var benefit = records.RetirementBenefits[i];
                var counts = Excludes(benefit.Kind).And(Period.IsInForce(benefit.StartDate, benefit.EndDate, benefit.Provenance, asked.Day));
                if (counts != Truth.No)
                    trail?.Uses(FactKind.Retirement, Summary(benefit), benefit.Provenance);
                found = found.Or(counts);
            }
        }

        return found switch
        {
            Truth.Yes => Say(trail, Truth.No, "Percibe una jubilación o pensión."),
            Truth.Unknown => Say(trail, Truth.Unknown, "Hay una jubilación o pensión registrada cuya clase o vigencia no se conoce."),
            _ => SayNothingRecorded(trail, asked, FactKind.Retirement, Truth.Yes, "Ninguna fuente registra una jubilación o pensión."),
        };
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => CheckDistinct(at, $"{path}.kinds", Kinds);

    private Truth Excludes(RetirementBenefitKind kind) =>
        Kinds.Contains(kind) || (kind == RetirementBenefitKind.Unspecified && Kinds.Count == 2) ? Truth.Yes
        : kind == RetirementBenefitKind.Unspecified ? Truth.Unknown
        : Truth.No;

    private static string Summary(RetirementBenefit benefit) =>
        (benefit.Kind == RetirementBenefitKind.Pension ? "pensión" : "jubilación") + (benefit.Payer.Length == 0 ? "" : $" a cargo de {benefit.Payer}");
}
