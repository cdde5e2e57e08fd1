namespace Vamos.Sandbox.Network;

using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using Vamos.Certificates;
using Vamos.Network.Documents;
using Vamos.ServiceNetwork.V1;

/// <summary>
/// Loads the sandbox's catalogue of services through the hub, each institution its own with its own certificate: what a provider's back office would do.
/// Loading it again changes nothing.
/// </summary>
public static class SandboxNetwork
{
    // of those that count places a quarter is free; two show the other states
    private const int FreeShare = 4;
    private const string Suspended = "mds.comedor-comunitario-villeta";
    private const string Full = "minna.cuidado-infantil-san-juan";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Stores what is missing or differs, and reports the availability of what has no fresh report.</summary>
    /// <param name="hub">Address of the hub, which is running.</param>
    /// <param name="certificates">Certificates of the institutions.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many services there are.</returns>
    public static async Task<int> LoadAsync(Uri hub, CertificateFolder certificates, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Network"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var file = ServicesFile.Read(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancellation), null);
            if (!file.IsUsable)
                throw new IOException($"The services in {path} cannot be used; `vamos services check` says why.");
            using var identity = certificates.LoadIdentity(file.Services[0].ProviderInstitution);
            using var channel = GrpcChannel.ForAddress(
                hub, new GrpcChannelOptions { HttpHandler = identity.CreateHttpHandler("hub"), DisposeHttpClient = true });
            await LoadAsync(new ServiceNetworkService.ServiceNetworkServiceClient(channel), file.Services, cancellation);
            count += file.Services.Count;
        }

        return count;
    }

    private static async Task LoadAsync(
        ServiceNetworkService.ServiceNetworkServiceClient client, IReadOnlyList<ServiceOffering> services, CancellationToken cancellation)
    {
        var request = new ListServicesRequest { ProviderInstitution = services[0].ProviderInstitution, PageSize = 500 };
        var stored = (await client.ListServicesAsync(request, deadline: Deadline(), cancellationToken: cancellation)).Services;
        foreach (var service in ImportPlan.Of(services, stored).ToStore)
        {
            var id = Convert.ToHexStringLower(SHA256.HashData(service.ToByteArray()))[..32];
            await client.UpsertServiceAsync(
                new UpsertServiceRequest { Service = service, RequestId = $"sandbox-{id}" }, deadline: Deadline(), cancellationToken: cancellation);
        }

        stored = (await client.ListServicesAsync(request, deadline: Deadline(), cancellationToken: cancellation)).Services;
        foreach (var service in stored.Where(service => service.Availability is null or { Stale: true } && Report(service) is not null))
        {
            await client.ReportAvailabilityAsync(
                new ReportAvailabilityRequest { ServiceId = service.ServiceId, Availability = Report(service) },
                deadline: Deadline(),
                cancellationToken: cancellation);
        }
    }

    private static Availability? Report(ServiceOffering service) => service switch
    {
        { ServiceId: Suspended } => new Availability { Suspended = true, Reason = "Refacción de la cocina" },
        { ServiceId: Full } => new Availability { FreePlaces = 0, WaitingTime = Duration.FromTimeSpan(TimeSpan.FromDays(45)) },
        { HasMonthlyCapacity: true } => new Availability { FreePlaces = service.MonthlyCapacity / FreeShare },
        _ => null,
    };

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + Patience;
}
