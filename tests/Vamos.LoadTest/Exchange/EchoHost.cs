namespace Vamos.LoadTest.Exchange;

using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Hosting.Listeners;

/// <summary>The reference: the same method with the same messages over the same mutual TLS, but nothing between the wire and the answer.</summary>
internal static class EchoHost
{
    public static async Task<WebApplication> StartAsync(TlsIdentity identity)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ListenMutualTls(new IPEndPoint(IPAddress.Loopback, 0), identity));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Echo>();
        var app = builder.Build();
        app.MapGrpcService<Echo>();
        await app.StartAsync();
        return app;
    }

    private sealed class Echo : BeneficiaryService.BeneficiaryServiceBase
    {
        public override Task<GetBeneficiaryResponse> GetBeneficiary(GetBeneficiaryRequest request, ServerCallContext context) =>
            Task.FromResult(new GetBeneficiaryResponse { Beneficiary = new() });
    }
}
