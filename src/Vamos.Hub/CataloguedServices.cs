namespace Vamos.Hub;

using Vamos.Hub.Referrals;
using Vamos.Hub.ServiceNetwork.Catalogue;
using Vamos.Trust.Agreements;

/// <summary>
/// Tells referrals of the services in the network's catalogue. The two rooms know nothing of each other: here, in the composition, they meet. The contract
/// has no promised times yet, so the usual ones count.
/// </summary>
internal sealed class CataloguedServices(ServiceCatalogue catalogue, TimeProvider time) : IServiceDirectory
{
    public ValueTask<ListedService?> FindAsync(string serviceId, CancellationToken cancellation)
    {
        var service = catalogue.Index.Find(serviceId);
        var today = AgreementCalendar.Today(time);
        var offered = service is not null
            && (service.ValidFrom?.TryToDateOnly(out var from) != true || from <= today)
            && (service.ValidUntil?.TryToDateOnly(out var until) != true || until >= today);
        return ValueTask.FromResult(offered
            ? new ListedService(serviceId, service!.ProviderInstitution) { TakesReferrals = service.Availability is not { Suspended: true } }
            : null);
    }
}
