namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>A retirement payment or contributory pension in force.</summary>
internal sealed record RetirementCondition : Condition
{
    [DocumentKey("Kinds that count: retirement (earned by own contributions), pension (survivors, invalidity, service). Left out, both.", MinimumCount = 1)]
    public IReadOnlyList<RetirementBenefitKind> Kinds { get; init; } = Retirements.Kinds;

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Retirement);

    internal override Truth Judge(in Case asked, Trail? trail) => Retirements.InForce(asked, Kinds, trail) switch
    {
        Truth.Yes => Say(trail, Truth.Yes, "Percibe una jubilación o pensión."),
        Truth.Unknown => Say(trail, Truth.Unknown, "Hay una jubilación o pensión registrada cuya clase o vigencia no se conoce."),
        _ => SayNothingRecorded(trail, asked, FactKind.Retirement, Truth.No, "Ninguna fuente registra una jubilación o pensión."),
    };

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => CheckDistinct(at, $"{path}.kinds", Kinds);
}
