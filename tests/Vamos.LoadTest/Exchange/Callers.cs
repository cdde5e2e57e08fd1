namespace Vamos.LoadTest.Exchange;

using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Common.V1;

/// <summary>A number of callers over a few connections, each with one call in flight at a time.</summary>
internal sealed class Callers : IDisposable
{
    private static readonly Metadata Purpose = new() { { "vamos-purpose", "PURPOSE_CASE_MANAGEMENT" } };
    private static readonly GetBeneficiaryRequest Request = new() { NationalId = new NationalId { Number = "99000004" } };

    private readonly GrpcChannel[] _channels;
    private readonly int _callers;

    public Callers(Uri address, TlsIdentity identity, int connections, int callers)
    {
        _callers = callers;
        _channels = [.. Enumerable.Range(0, connections).Select(_ =>
            GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = identity.CreateHttpHandler(), DisposeHttpClient = true }))];
    }

    /// <summary>Calls for a while.</summary>
    /// <returns>Answered calls a second, and the time of each in milliseconds, sorted.</returns>
    public async Task<(double CallsPerSecond, double[] Milliseconds)> RunAsync(TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var each = await Task.WhenAll(Enumerable.Range(0, _callers).Select(i => Task.Run(() => CallAsync(_channels[i % _channels.Length], watch, duration))));
        var elapsed = watch.Elapsed;
        var all = each.SelectMany(times => times).ToArray();
        Array.Sort(all);
        return (all.Length / elapsed.TotalSeconds, all);
    }

    public void Dispose()
    {
        foreach (var channel in _channels)
            channel.Dispose();
    }

    private static async Task<List<double>> CallAsync(GrpcChannel channel, Stopwatch watch, TimeSpan duration)
    {
        var client = new BeneficiaryService.BeneficiaryServiceClient(channel);
        var times = new List<double>();
        while (watch.Elapsed < duration)
        {
            var began = watch.Elapsed;
            var response = await client.GetBeneficiaryAsync(Request, Purpose);
            if (response.Beneficiary is null)
                throw new InvalidOperationException("the answer is not the one that was asked for");
            times.Add((watch.Elapsed - began).TotalMilliseconds);
        }

        return times;
    }
}
