namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>
/// Insured by way of a contributor. That nobody recorded it yet does not say that there is no contributor: a newborn child is registered after its
/// birth. So nothing here decides against the person.
/// </summary>
internal sealed record DependantCondition : Condition
{
    private static readonly CoverageRole[] Dependant = [CoverageRole.Dependant];

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Coverage);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        if (Coverages.InForce(asked, Dependant, trail) == Truth.Yes)
            return Say(trail, Truth.Yes, "Una fuente lo registra como dependiente de un titular.");
        return asked.Facts.IsComplete(FactKind.Coverage)
            ? Say(trail, Truth.Unknown, "Ninguna fuente registra de qué titular depende.")
            : SayMissing(trail, asked, FactKind.Coverage);
    }
}
