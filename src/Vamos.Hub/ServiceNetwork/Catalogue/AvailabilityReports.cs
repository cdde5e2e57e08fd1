namespace Vamos.Hub.ServiceNetwork.Catalogue;

using Google.Protobuf.WellKnownTypes;
using Vamos.ServiceNetwork.V1;

/// <summary>Takes providers' reports of the availability of their services.</summary>
public sealed class AvailabilityReports(ServiceCatalogue catalogue)
{
    /// <summary>Stores a report; its form has been checked.</summary>
    /// <param name="caller">The institution that calls.</param>
    /// <param name="serviceId">The service.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<ServiceChange> StoreAsync(string caller, string serviceId, Availability report, CancellationToken cancellation) =>
        catalogue.ChangeAsync(
            async (transaction, position) =>
            {
                var service = await NetworkRows.FindAsync(transaction, serviceId);
                if (service is null)
                    return ServiceChange.Refused(ChangeRefusal.NotFound);
                if (service.ProviderInstitution != caller)
                    return ServiceChange.Refused(ChangeRefusal.NotTheProvider);
                var stored = report.Clone();
                stored.ReportTime = Timestamp.FromDateTimeOffset(catalogue.Time.GetUtcNow());
                stored.Stale = false;
                await NetworkRows.StoreReportAsync(transaction, serviceId, stored, position);
                service.Availability = stored;
                return ServiceChange.Of(service);
            },
            cancellation);
}
