namespace Vamos.Adapters.Tests.Certification;

using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Adapters.Tests.Lab;
using Vamos.Certificates;
using Vamos.Hosting.Listeners;

/// <summary>A <see cref="BreakableAdapter"/> on a port of its own, over mutual TLS.</summary>
internal sealed class RunningBreakable : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TlsIdentity _identity;
    private readonly DirectoryInfo _folder;

    private RunningBreakable(WebApplication app, TlsIdentity identity, DirectoryInfo folder)
    {
        _app = app;
        _identity = identity;
        _folder = folder;
    }

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <summary>What a sound one answers, and how its people change.</summary>
    public string Expectations => $$"""
        people:
          - national_id: 7100001
            name: pupil with cows
            records:
              school_enrollments: [{ year: 2026, school: Escuela 1, grade: null }]
              livestock: [{ cattle: 7 }]
          - 7100002
          - national_id: { number: "7100003", letter: A }
            records:
              livestock: [{ cattle: 7 }]
        unknown: [7100009, B-7100003]
        changes:
          command: echo $VAMOS_PERSON >> '{{Path.Combine(_folder.FullName, "changes")}}'
          people: [7100001, 7100002]
          times: 2
          within: 4s
        timeouts: { idle: 200ms, sign_of_life: 4s, call: 5s, batch: 15s }
        """;

    public static async Task<RunningBreakable> StartAsync(Fault fault)
    {
        var identity = DevelopmentCertificates.Folder.LoadIdentity("mds");
        var folder = Directory.CreateTempSubdirectory("vamos-breakable-");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.ListenMutualTls(new IPEndPoint(IPAddress.Loopback, 0), identity));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new BreakableAdapter(fault, Path.Combine(folder.FullName, "changes")));
        var app = builder.Build();
        app.MapGrpcService<BreakableAdapter>();
        app.MapGrpcService<Serving>();
        await app.StartAsync();
        return new RunningBreakable(app, identity, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _identity.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class Serving : Health.HealthBase
    {
        public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
            request.Service is "" or "vamos.adapter.v1.AdapterService"
                ? Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving })
                : throw new RpcException(new Status(StatusCode.NotFound, "There is no such service."));
    }
}
