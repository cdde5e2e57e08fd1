namespace Vamos.Hub;

using Vamos.Hub.Referrals;

/// <summary>No service at all: what referrals find as long as this hub keeps no catalogue.</summary>
internal sealed class EmptyCatalogue : IServiceDirectory
{
    public ValueTask<ListedService?> FindAsync(string serviceId, CancellationToken cancellation) => ValueTask.FromResult<ListedService?>(null);
}
