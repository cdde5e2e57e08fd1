namespace Vamos.Compat.Tests.Live;

using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

/// <summary>A real server on a free port of the loopback interface, and real clients of it.</summary>
public sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly List<GrpcChannel> _channels = [];

    private ProbeServer(WebApplication application, ProbeService service)
    {
        _application = application;
        Service = service;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public ProbeService Service { get; }

    public Uri Address { get; }

    public static async Task<ProbeServer> Start(
        Action<GrpcServiceOptions>? configure = null, Action<ListenOptions>? listen = null, Action<WebApplication, ProbeService>? map = null)
    {
        var service = new ProbeService();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, options =>
        {
            options.Protocols = HttpProtocols.Http2;
            listen?.Invoke(options);
        }));
        builder.Services.AddSingleton(service);
        builder.Services.AddGrpc(options => configure?.Invoke(options));
        var application = builder.Build();
        if (map is null)
            application.MapGrpcService<ProbeService>();
        else
            map(application, service);
        await application.StartAsync();
        return new ProbeServer(application, service);
    }

    public GrpcChannel Channel(Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions();
        configure?.Invoke(options);
        var channel = GrpcChannel.ForAddress(Address, options);
        _channels.Add(channel);
        return channel;
    }

    public Probe.ProbeClient Client(Action<GrpcChannelOptions>? configure = null) => new(Channel(configure));

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        await _application.DisposeAsync();
    }
}
