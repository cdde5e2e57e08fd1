namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>No social insurance in force in certain qualities: not a contributor, not covered as retired.</summary>
internal sealed record NoCoverageCondition : Condition
{
    [DocumentKey("Qualities that exclude: contributor, dependant, retired. Left out, contributor.", MinimumCount = 1)]
    public IReadOnlyList<CoverageRole> Roles { get; init; } = [CoverageRole.Contributor];

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Coverage);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = Coverages.InForce(asked, Roles, trail);
        return found switch
        {
            Truth.Yes => Say(trail, Truth.No, "Tiene un seguro social por derecho propio."),
            Truth.Unknown => Say(trail, Truth.Unknown, "Hay un seguro social registrado cuya calidad o vigencia no se conoce."),
            _ => SayNothingRecorded(trail, asked, FactKind.Coverage, Truth.Yes, "Ninguna fuente registra un seguro social por derecho propio."),
        };
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => CheckDistinct(at, $"{path}.roles", Roles);
}
