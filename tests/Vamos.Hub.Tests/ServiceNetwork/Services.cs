namespace Vamos.Hub.Tests.ServiceNetwork;

using Vamos.Common.V1;
using Vamos.ServiceNetwork.V1;

/// <summary>Services for tests.</summary>
internal static class Services
{
    /// <summary>A service that keeps to every rule, delivered and offered in Villeta.</summary>
    public static ServiceOffering Sound(string code = "vacunatorio", string provider = "") => new()
    {
        Code = code,
        ProviderInstitution = provider,
        Name = "Vacunatorio del Hospital Distrital",
        Description = "Aplica las vacunas del esquema regular a niñas y niños.",
        Package = ServicePackage.Core,
        Pillar = Pillar.SocialIntegration,
        Categories = { LifeCycleCategory.EarlyChildhood },
        StrategicActions = { 3, 4 },
        Level = TerritorialLevel.District,
        DeliveredAt = new Place { DistrictCode = "1116", Area = Area.Urban },
        ServedTerritories = { "1116" },
        ClosesGaps = { "childhood-vaccination" },
        AccessHelps = { AccessHelp.Guarani },
        MonthlyCapacity = 300,
        Schedule = "lunes a viernes, 7:00 a 13:00",
        Contact = new ServiceContact { Address = "Hospital Distrital de Villeta" },
        ValidFrom = new Date { Year = 2026, Month = 1, Day = 1 },
        Illustrative = true,
    };

    public static UpsertServiceRequest Storing(ServiceOffering service, string requestId, params string[] mask)
    {
        var request = new UpsertServiceRequest { Service = service, RequestId = requestId };
        if (mask.Length != 0)
            request.UpdateMask = new() { Paths = { mask } };
        return request;
    }
}
