namespace Vamos.Clients.Beneficiaries;

using System.Runtime.CompilerServices;
using Grpc.Core;
using Vamos.Beneficiary.V1;

/// <summary>One watch: a stream of changes that survives its connection.</summary>
internal sealed class BeneficiaryWatch(BeneficiaryService.BeneficiaryServiceClient stub, VamosConnection connection, WatchOptions options)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly WatchBeneficiariesRequest _request = new() { ResumeToken = options.ResumeToken, Kinds = { options.Kinds } };
    private bool _wasOpen;
    private TimeSpan _pause = FirstPause;

    public async IAsyncEnumerable<WatchBeneficiariesResponse> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            using var call = stub.WatchBeneficiaries(_request, connection.OptionsOf(options.Declaration, null, cancellation));
            while (await NextAsync(call, cancellation) is { } change)
            {
                yield return change;
                // Behind the change only once it is dealt with.
                if (!change.ResumeToken.IsEmpty)
                    _request.ResumeToken = change.ResumeToken;
            }

            await Task.Delay(_pause, connection.Time, cancellation);
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }

    /// <returns>Null when the stream broke and is to be opened again.</returns>
    private async Task<WatchBeneficiariesResponse?> NextAsync(AsyncServerStreamingCall<WatchBeneficiariesResponse> call, CancellationToken cancellation)
    {
        try
        {
            await call.ResponseHeadersAsync;
            if (!_wasOpen || _pause != FirstPause)
                options.Opened?.Invoke();
            (_wasOpen, _pause) = (true, FirstPause);
            return await call.ResponseStream.MoveNext(cancellation) ? call.ResponseStream.Current : null;
        }
        catch (HubUnavailableException e) when (_wasOpen)
        {
            // Who never got through is told why; who did waits for the hub to come back.
            if (e.RetryAfter is { } asked && asked > _pause)
                _pause = asked;
            return null;
        }
    }
}
