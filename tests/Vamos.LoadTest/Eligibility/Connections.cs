namespace Vamos.LoadTest.Eligibility;

using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Certificates;

/// <summary>TLS connections to one address, each its own: one connection is a bottleneck of writing.</summary>
internal sealed class Connections : IDisposable
{
    private readonly GrpcChannel[] _channels;
    private readonly CallInvoker[] _invokers;

    public Connections(Uri address, TlsIdentity identity, int count, string? institution = null)
    {
        _channels = [.. Enumerable.Range(0, count).Select(_ => GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = institution is null ? identity.CreateHttpHandler() : identity.CreateHttpHandler(institution),
            DisposeHttpClient = true,
        }))];
        _invokers = [.. _channels.Select(channel => channel.CreateCallInvoker())];
    }

    public CallInvoker Invoker(int caller) => _invokers[caller % _invokers.Length];

    public void Dispose()
    {
        foreach (var channel in _channels)
            channel.Dispose();
    }
}
