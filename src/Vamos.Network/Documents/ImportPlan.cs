namespace Vamos.Network.Documents;

using Vamos.ServiceNetwork.V1;

/// <summary>What must be stored so that a provider's services are as a file has them. Services that the file does not name stay as they are.</summary>
/// <param name="ToStore">New services, and changed ones with the identifier and version that they are stored under.</param>
/// <param name="Unchanged">How many are stored as the file has them.</param>
public sealed record ImportPlan(IReadOnlyList<ServiceOffering> ToStore, int Unchanged)
{
    /// <summary>Compares by the provider's own codes.</summary>
    /// <param name="wanted">The services of the file.</param>
    /// <param name="stored">All services that the provider has.</param>
    public static ImportPlan Of(IEnumerable<ServiceOffering> wanted, IEnumerable<ServiceOffering> stored)
    {
        var byCode = stored.Where(service => service.Code.Length != 0).ToDictionary(service => service.Code, StringComparer.Ordinal);
        List<ServiceOffering> toStore = [];
        var unchanged = 0;
        foreach (var service in wanted)
        {
            if (!byCode.TryGetValue(service.Code, out var known))
            {
                toStore.Add(service);
            }
            else if (AsWritten(known).Equals(AsWritten(service)))
            {
                unchanged++;
            }
            else
            {
                toStore.Add(new ServiceOffering(service) { ServiceId = known.ServiceId, Version = known.Version });
            }
        }

        return new ImportPlan(toStore, unchanged);
    }

    // without what the hub adds
    private static ServiceOffering AsWritten(ServiceOffering service) => new(service)
    {
        ServiceId = "",
        Version = 0,
        UpdateTime = null,
        Availability = null,
    };
}
