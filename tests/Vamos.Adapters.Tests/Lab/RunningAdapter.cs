namespace Vamos.Adapters.Tests.Lab;

using System.Net;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Adapters.Hosting;
using Vamos.Certificates;

/// <summary>An adapter host on ports of its own, over real mutual TLS, and callers of it.</summary>
public sealed class RunningAdapter : IAsyncDisposable
{
    private readonly TlsIdentitySource _identity;
    private readonly List<IDisposable> _owned = [];
    private readonly string _code;

    private RunningAdapter(AdapterHost host, string code, TlsIdentitySource identity, CapturedLogs logs)
    {
        Host = host;
        _code = code;
        Logs = logs;
        _identity = identity;
    }

    public AdapterHost Host { get; }

    public CapturedLogs Logs { get; }

    public static async Task<RunningAdapter> StartAsync(
        Func<IServiceProvider, IInstitutionAdapter> institution,
        string? quarantineDirectory = null,
        TimeSpan? reopenDelay = null,
        TimeSpan? systemTimeout = null,
        string code = "mds")
    {
        var identity = DevelopmentCertificates.Folder.OpenIdentity(code);
        var logs = new CapturedLogs();
        var host = AdapterHost.Create(
            new AdapterSettings
            {
                Institution = code,
                Identity = identity,
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                OperationsPort = 0,
                QuarantineDirectory = quarantineDirectory,
                ReopenDelay = reopenDelay ?? TimeSpan.FromMilliseconds(100),
                SystemTimeout = systemTimeout ?? TimeSpan.FromSeconds(10),
                ChangePollInterval = TimeSpan.FromMilliseconds(50),
                SignOfLifeInterval = TimeSpan.FromSeconds(1),
            },
            institution,
            logging => logging.AddProvider(logs));
        await host.StartAsync();
        return new RunningAdapter(host, code, identity, logs);
    }

    /// <summary>A channel whose client certificate is of an institution.</summary>
    public GrpcChannel ChannelOf(string institution)
    {
        var identity = DevelopmentCertificates.Folder.LoadIdentity(institution);
        var handler = identity.CreateHttpHandler(_code);
        var channel = GrpcChannel.ForAddress($"https://localhost:{Host.Port}", new GrpcChannelOptions { HttpHandler = handler });
        _owned.AddRange([channel, handler, identity]);
        return channel;
    }

    public AdapterService.AdapterServiceClient ClientOf(string institution) => new(ChannelOf(institution));

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            owned.Dispose();
        await Host.StopAsync();
        await Host.DisposeAsync();
        _identity.Dispose();
    }
}
