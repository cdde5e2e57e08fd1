namespace Vamos.Network.Documents;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.ServiceNetwork.V1;

/// <summary>A service of a file as the contract has it.</summary>
internal static class ServiceMessage
{
    public static ServiceOffering Of(ServiceDocument document, string provider)
    {
        var service = new ServiceOffering
        {
            ProviderInstitution = provider,
            Code = document.Code,
            Name = document.Name,
            Description = document.Description,
            Package = document.Package,
            Pillar = document.Pillar,
            Categories = { document.Categories },
            StrategicActions = { document.StrategicActions },
            Level = document.Level,
            ServedTerritories = { document.ServedTerritories },
            RequiredProgrammes = { document.RequiredProgrammes },
            ClosesGaps = { document.ClosesGaps },
            AccessHelps = { document.AccessHelps },
            Schedule = document.Schedule,
            Illustrative = document.Illustrative,
            ValidFrom = document.ValidFrom == default ? null : Date.From(document.ValidFrom),
            ValidUntil = document.ValidUntil is { } last ? Date.From(last) : null,
            AvailabilityFreshFor = document.AvailabilityFreshFor is { } fresh ? Duration.FromTimeSpan(fresh) : null,
        };
        if (document.DeliveredAt is { } place)
            service.DeliveredAt = new Place { DistrictCode = place.DistrictCode, Area = place.Area ?? Area.Unspecified, Locality = place.Locality };
        if (document.Contact is { } contact)
            service.Contact = new ServiceContact { Address = contact.Address, Phone = contact.Phone, Email = contact.Email };
        if (document.MonthlyCapacity is { } capacity)
            service.MonthlyCapacity = capacity;
        return service;
    }
}
