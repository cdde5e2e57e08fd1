namespace Vamos.Network;

using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.ServiceNetwork.V1;

/// <summary>Values of the contract in the words of the management model, for officials to read.</summary>
public static class SpanishNames
{
    /// <summary>A package.</summary>
    public static string Of(ServicePackage package) => package switch
    {
        ServicePackage.Core => "Núcleo",
        ServicePackage.Differentiated => "Diferenciado",
        ServicePackage.Extended => "Ampliado",
        _ => "",
    };

    /// <summary>A pillar.</summary>
    public static string Of(Pillar pillar) => pillar switch
    {
        Pillar.SocialIntegration => "integración social",
        Pillar.LabourAndProductiveInsertion => "inserción laboral y productiva",
        Pillar.SocialSecurity => "previsión social",
        _ => "",
    };

    /// <summary>A category.</summary>
    public static string Of(LifeCycleCategory category) => category switch
    {
        LifeCycleCategory.EarlyChildhood => "primera infancia",
        LifeCycleCategory.Childhood => "niñez",
        LifeCycleCategory.Adolescence => "adolescencia",
        LifeCycleCategory.Youth => "juventud",
        LifeCycleCategory.Adult => "adultez",
        LifeCycleCategory.OlderAdult => "personas adultas mayores",
        LifeCycleCategory.Household => "hogar",
        LifeCycleCategory.Environment => "entorno",
        _ => "",
    };

    /// <summary>A level.</summary>
    public static string Of(TerritorialLevel level) => level switch
    {
        TerritorialLevel.National => "nacional",
        TerritorialLevel.Departmental => "departamental",
        TerritorialLevel.District => "distrital",
        _ => "",
    };

    /// <summary>A help.</summary>
    public static string Of(AccessHelp help) => help switch
    {
        AccessHelp.Transport => "ofrece o paga el transporte",
        AccessHelp.Guarani => "atiende en guaraní",
        AccessHelp.IndigenousLanguage => "atiende en otra lengua indígena",
        AccessHelp.SignLanguage => "atiende en lengua de señas",
        AccessHelp.Wheelchair => "tiene acceso para silla de ruedas",
        AccessHelp.HomeVisit => "va al domicilio",
        AccessHelp.ChildCare => "cuida a los niños mientras tanto",
        _ => "",
    };

    /// <summary>The name of a district or department; the code itself where there is none.</summary>
    public static string OfTerritory(string code) =>
        TerritoryCatalogue.Paraguay.FindDistrict(code)?.Name ?? TerritoryCatalogue.Paraguay.FindDepartment(code)?.Name ?? code;
}
