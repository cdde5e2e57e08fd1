namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>Insured, in one's own right or by way of somebody else. Where every quality counts, so does one that nobody knows.</summary>
internal sealed record InsuredCondition : Condition
{
    private static readonly CoverageRole[] All = [CoverageRole.Contributor, CoverageRole.Dependant, CoverageRole.Retired];

    private static readonly CoverageRole[] Whatever = [.. All, CoverageRole.Unspecified];

    [DocumentKey("Qualities that count: contributor, dependant, retired. Left out, every one.", MinimumCount = 1)]
    public IReadOnlyList<CoverageRole> Roles { get; init; } = All;

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Coverage);

    internal override Truth Judge(in Case asked, Trail? trail) => Coverages.InForce(asked, Roles.Count == All.Length ? Whatever : Roles, trail) switch
    {
        Truth.Yes => Say(trail, Truth.Yes, "Tiene un seguro vigente en una calidad que cuenta."),
        Truth.Unknown => Say(trail, Truth.Unknown, "Hay un seguro registrado cuya calidad o vigencia no se conoce."),
        _ => SayNothingRecorded(trail, asked, FactKind.Coverage, Truth.No, "Ninguna fuente registra un seguro vigente en una calidad que cuente."),
    };

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => CheckDistinct(at, $"{path}.roles", Roles);
}
