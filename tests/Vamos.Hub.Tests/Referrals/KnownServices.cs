namespace Vamos.Hub.Tests.Referrals;

using System.Collections.Concurrent;
using Vamos.Hub.Referrals;

/// <summary>A catalogue that the test writes.</summary>
public sealed class KnownServices : IServiceDirectory
{
    public const string Course = "curso-electricidad";
    public const string Clinic = "consultorio-villeta";
    public const string Transfer = "transferencia";

    private readonly ConcurrentDictionary<string, ListedService> _services = new();

    public KnownServices()
    {
        Put(new ListedService(Course, "mtess"));
        Put(new ListedService(Clinic, "mspbs"));
        Put(new ListedService(Transfer, "mds"));
    }

    public void Put(ListedService service) => _services[service.ServiceId] = service;

    public void Remove(string serviceId) => _services.TryRemove(serviceId, out _);

    public ValueTask<ListedService?> FindAsync(string serviceId, CancellationToken cancellation) =>
        ValueTask.FromResult(_services.GetValueOrDefault(serviceId));
}
