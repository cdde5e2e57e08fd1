namespace Vamos.LoadTest.Referrals;

using Vamos.Hub.Referrals;

/// <summary>A catalogue in which the name of a service says who provides it: <c>course@mtess</c>.</summary>
internal sealed class NamedProviders : IServiceDirectory
{
    public ValueTask<ListedService?> FindAsync(string serviceId, CancellationToken cancellation) =>
        ValueTask.FromResult(serviceId.Split('@') is [_, { Length: > 0 } provider] ? new ListedService(serviceId, provider) : null);
}
