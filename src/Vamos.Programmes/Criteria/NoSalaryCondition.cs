namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>No employment in force, public or private.</summary>
internal sealed record NoSalaryCondition : Condition
{
    public override FactKindSet Needs => FactKindSet.Of(FactKind.Employment);

    internal override Truth Judge(in Case asked, Trail? trail) => Employments.InForce(asked, trail) switch
    {
        Truth.Yes => Say(trail, Truth.No, "Tiene un empleo registrado."),
        Truth.Unknown => Say(trail, Truth.Unknown, "Hay un empleo registrado cuya vigencia en la fecha consultada no se conoce."),
        _ => SayNothingRecorded(trail, asked, FactKind.Employment, Truth.Yes, "Ninguna fuente registra un empleo vigente."),
    };
}
