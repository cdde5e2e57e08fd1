namespace Vamos.Clients.Calls;

using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;

/// <summary>A feed that survives its connection: opened again behind the last event that was dealt with.</summary>
/// <param name="connection">Whose clock the pauses follow.</param>
/// <param name="open">Opens the stream behind a token; an empty one begins now.</param>
/// <param name="tokenOf">The token of an event; empty when it has none.</param>
/// <param name="opened">Told whenever the stream has been opened, at first and after every break.</param>
internal sealed class ResumedStream<T>(
    VamosConnection connection,
    Func<ByteString, CancellationToken, AsyncServerStreamingCall<T>> open,
    Func<T, ByteString> tokenOf,
    Action? opened)
    where T : class
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private bool _wasOpen;
    private TimeSpan _pause = FirstPause;

    public async IAsyncEnumerable<T> RunAsync(ByteString from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var place = from;
        while (true)
        {
            using var call = open(place, cancellation);
            while (await NextAsync(call, cancellation) is { } next)
            {
                yield return next;
                // Behind the event only once it is dealt with.
                if (tokenOf(next) is { IsEmpty: false } token)
                    place = token;
            }

            await Task.Delay(_pause, connection.Time, cancellation);
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }

    /// <returns>Null when the stream broke and is to be opened again.</returns>
    private async Task<T?> NextAsync(AsyncServerStreamingCall<T> call, CancellationToken cancellation)
    {
        try
        {
            await call.ResponseHeadersAsync;
            if (!_wasOpen || _pause != FirstPause)
                opened?.Invoke();
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
