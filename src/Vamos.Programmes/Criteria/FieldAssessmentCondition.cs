namespace Vamos.Programmes.Criteria;

using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>Something that a programme needs and no institution records: only people on the spot can tell, so it is always unknown here.</summary>
internal sealed record FieldAssessmentCondition : Condition
{
    [DocumentKey("What must be found on the spot, in Spanish. Example: situación de trabajo infantil peligroso.")]
    public required string Subject { get; init; }

    public override FactKindSet Needs => default;

    internal override Truth Judge(in Case asked, Trail? trail) =>
        Say(trail, Truth.Unknown, $"Requiere una valoración en el terreno ({Subject}), que ninguna institución conectada registra.");
}
