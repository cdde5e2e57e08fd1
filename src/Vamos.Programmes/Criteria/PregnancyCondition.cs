namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>A pregnancy in force, or one that ended not long ago.</summary>
internal sealed record PregnancyCondition : Condition
{
    [DocumentKey("Months after its end for which it still counts. Left out, none.", Maximum = 24)]
    public int MonthsAfter { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Pregnancy);

    internal override Truth Judge(in Case asked, Trail? trail) => Pregnancies.InForce(asked, MonthsAfter, trail) switch
    {
        Truth.Yes => Say(trail, Truth.Yes, "Hay un embarazo registrado, vigente o terminado dentro del plazo."),
        Truth.No => Say(trail, Truth.No, "No hay un embarazo registrado, vigente o terminado dentro del plazo."),
        _ when asked.Facts.IsComplete(FactKind.Pregnancy) => Say(trail, Truth.Unknown, "Las fechas del embarazo registrado no se conocen con precisión."),
        _ => SayMissing(trail, asked, FactKind.Pregnancy),
    };
}
