namespace Vamos.Sandbox.Tests;

using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Certificates;
using Vamos.Contracts.Exchange;
using Vamos.Hub;
using Vamos.Sandbox.Network;
using Vamos.ServiceNetwork.V1;

public sealed class SandboxNetworkTests
{
    [Fact(Timeout = 60_000)]
    public async Task Catalogue_loads_through_the_hub_and_loading_it_again_changes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-sandbox-network-");
        var certificates = CertificateFolder.Open(Path.Combine(folder.FullName, "certs"), TimeProvider.System);
        certificates.Ensure(RunningSandbox.Institutions, TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        var app = HubHost.Build(
        [
            "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0",
            $"--Hub:Tls:Authority={certificates.AuthorityPath}",
            $"--Hub:Tls:Certificate={certificates.CertificatePath("hub")}",
            $"--Hub:Tls:Key={certificates.KeyPath("hub")}",
            $"--Hub:Agreements:Directory={Path.Combine(AppContext.BaseDirectory, "Trust")}",
            $"--Hub:Audit:Database={Path.Combine(folder.FullName, "exchanges.db")}", $"--Hub:Audit:Keys={folder.FullName}",
            $"--Hub:Audit:MinimumFreeMegabytes=1",
            $"--Hub:Cache:Keys={folder.FullName}",
            $"--Hub:Monitoring:Database={Path.Combine(folder.FullName, "traffic.db")}",
            $"--Hub:Network:Database={Path.Combine(folder.FullName, "services.db")}",
            $"--Hub:Logs:Directory={Path.Combine(folder.FullName, "logs")}", "--Hub:Logs:Console=Fatal",
        ]);
        await using (app)
        {
            await app.StartAsync();
            var port = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
                .Select(address => new Uri(address)).Single(address => address.Scheme == "https").Port;
            var hub = new Uri($"https://localhost:{port}");

            var first = await SandboxNetwork.LoadAsync(hub, certificates, CancellationToken.None);
            var second = await SandboxNetwork.LoadAsync(hub, certificates, CancellationToken.None);

            using var identity = certificates.LoadIdentity("utgs");
            using var channel = GrpcChannel.ForAddress(hub, new GrpcChannelOptions { HttpHandler = identity.CreateHttpHandler("hub"), DisposeHttpClient = true });
            var client = new ServiceNetworkService.ServiceNetworkServiceClient(channel);
            var services = (await client.ListServicesAsync(new ListServicesRequest { PageSize = 500 })).Services;
            var found = await client.SearchServicesAsync(
                new SearchServicesRequest { DistrictCode = "1116", Query = "comedor" }, new Metadata { { ExchangeMetadata.Purpose, "PURPOSE_REFERRAL" } });

            Assert.Equal((services.Count, services.Count), (first, second));
            Assert.InRange(first, 40, 200);
            Assert.All(services, service => Assert.Equal(1, service.Version));
            Assert.Contains(services, service => service.Availability is { Suspended: true });
            Assert.Equal("Suspendido: Refacción de la cocina.", found.Matches.Single(match => match.Service.Code == "comedor-comunitario-villeta").Reasons[0]);
            await app.StopAsync();
        }

        folder.Delete(recursive: true);
    }
}
