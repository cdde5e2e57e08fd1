namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>A registered employment in force. Work on one's own account is on no register, so it does not count.</summary>
internal sealed record EmployedCondition : Condition
{
    public override FactKindSet Needs => FactKindSet.Of(FactKind.Employment);

    internal override Truth Judge(in Case asked, Trail? trail) => Employments.InForce(asked, trail) switch
    {
        Truth.Yes => Say(trail, Truth.Yes, "Tiene un empleo registrado."),
        Truth.Unknown => Say(trail, Truth.Unknown, "Hay un empleo registrado cuya vigencia en la fecha consultada no se conoce."),
        _ => SayNothingRecorded(trail, asked, FactKind.Employment, Truth.No, "Ninguna fuente registra un empleo vigente."),
    };
}
