namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>A disability certificate in force.</summary>
internal sealed record DisabilityCertificateCondition : Condition
{
    [DocumentKey("Degrees that count. Left out, any.")]
    public IReadOnlyList<DisabilityDegree> Degrees { get; init; } = [];

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Disability);

    internal override Truth Judge(in Case asked, Trail? trail) => Certificates.InForce(asked, Degrees, trail) switch
    {
        Truth.Yes => Say(trail, Truth.Yes, "Tiene un certificado de discapacidad vigente."),
        Truth.No => Say(trail, Truth.No, "No tiene un certificado de discapacidad vigente del grado exigido."),
        _ when asked.Facts.IsComplete(FactKind.Disability) => Say(trail, Truth.Unknown, "Tiene un certificado cuyo grado o vigencia no se conoce."),
        _ => SayMissing(trail, asked, FactKind.Disability),
    };

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => CheckDistinct(at, $"{path}.degrees", Degrees);
}
