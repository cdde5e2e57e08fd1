namespace Vamos.LoadTest.Referrals;

using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Certificates;
using Vamos.Common.V1;
using Vamos.Contracts.Exchange;
using Vamos.Referral.V1;

/// <summary>Two institutions: one sends people, the other accepts and serves them, and listens to its feed meanwhile.</summary>
internal sealed class ReferralLoad : IDisposable
{
    private static readonly Metadata Purpose = new() { { ExchangeMetadata.Purpose, "PURPOSE_REFERRAL" } };

    private readonly GrpcChannel[] _channels;
    private readonly ReferralService.ReferralServiceClient _sender;
    private readonly ReferralService.ReferralServiceClient _receiver;
    private readonly ConcurrentDictionary<string, long> _asked = new();
    private readonly ConcurrentBag<double> _delays = [];
    private int _people;

    public ReferralLoad(Uri hub, CertificateFolder certificates)
    {
        _channels = [.. new[] { "mds", "mtess" }.Select(party => GrpcChannel.ForAddress(
            hub, new GrpcChannelOptions { HttpHandler = certificates.LoadIdentity(party).CreateHttpHandler("hub"), DisposeHttpClient = true }))];
        (_sender, _receiver) = (new(_channels[0]), new(_channels[1]));
    }

    /// <summary>Opens the feed of the receiver.</summary>
    public async Task ListenAsync()
    {
        var call = _receiver.WatchReferrals(new WatchReferralsRequest(), Purpose);
        await call.ResponseHeadersAsync;
        _ = HearAsync(call);
    }

    /// <summary>Referrals that were created, accepted and completed in a while.</summary>
    public async Task<ReferralFigures> RunAsync(int callers, TimeSpan length)
    {
        _delays.Clear();
        var (done, began) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(began) < length)
            {
                await OneAsync();
                Interlocked.Increment(ref done);
            }
        })));

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var delays = _delays.Order().ToArray();
        return new ReferralFigures(done / seconds, At(delays, 0.5), At(delays, 0.99), delays.LastOrDefault());
    }

    public void Dispose()
    {
        foreach (var channel in _channels)
            channel.Dispose();
    }

    private async Task OneAsync()
    {
        var reason = $"Busca empleo {Guid.NewGuid():N}";
        _asked[reason] = Stopwatch.GetTimestamp();
        var sent = (await _sender.CreateReferralAsync(
            new CreateReferralRequest
            {
                NationalId = new NationalId { Number = $"{99_000_000 + (Interlocked.Increment(ref _people) % 900_000)}" },
                ServiceId = "course@mtess",
                Reason = reason,
                RequestId = reason[^32..],
            },
            Purpose)).Referral;
        var accepted = (await _receiver.AcceptReferralAsync(
            new AcceptReferralRequest { ReferralId = sent.ReferralId, Version = 1, RequestId = sent.ReferralId }, Purpose)).Referral;
        var completed = (await _receiver.CompleteReferralAsync(
            new CompleteReferralRequest { ReferralId = sent.ReferralId, Version = accepted.Version, Outcome = "Listo.", RequestId = sent.ReferralId }, Purpose)).Referral;
        if (completed.State != ReferralState.Completed)
            throw new InvalidOperationException($"a referral is {completed.State}");
    }

    // from the request of the sender until the receiver hears of it
    private async Task HearAsync(AsyncServerStreamingCall<WatchReferralsResponse> call)
    {
        try
        {
            await foreach (var happened in call.ResponseStream.ReadAllAsync())
            {
                if (_asked.TryRemove(happened.Referral.Reason, out var since))
                    _delays.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
        }
        catch (RpcException)
        {
            // the end of the run
        }
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)(sorted.Length * share)];
}

/// <summary>What a round gave.</summary>
internal sealed record ReferralFigures(double PerSecond, double FeedMedian, double FeedP99, double FeedLongest)
{
    public override string ToString() =>
        $"{PerSecond,6:n0} referrals/s created, accepted and completed; to the feed median {FeedMedian:n1} ms, p99 {FeedP99:n1} ms, longest {FeedLongest:n1} ms";
}
