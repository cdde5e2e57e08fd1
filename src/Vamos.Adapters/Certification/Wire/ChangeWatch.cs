namespace Vamos.Adapters.Certification.Wire;

using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Vamos.Adapter.V1;

/// <summary>An open change feed. It is read all the time, so that waiting for a message can end without ending the feed.</summary>
internal sealed class ChangeWatch : IAsyncDisposable
{
    private readonly AdapterWire _wire;
    private readonly AsyncServerStreamingCall<WatchChangesResponse> _call;
    private readonly Channel<WatchChangesResponse> _arrived = Channel.CreateUnbounded<WatchChangesResponse>();
    private readonly Task _reading;
    private readonly TimeProvider _time;

    public ChangeWatch(AdapterWire wire, ByteString token, TimeProvider time)
    {
        _wire = wire;
        _time = time;
        _call = wire.Client.WatchChanges(new WatchChangesRequest { ResumeToken = token });
        _reading = ReadAsync();
    }

    /// <summary>The error that ended the feed; null while it lasts.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Every message that was taken so far.</summary>
    public List<WatchChangesResponse> Seen { get; } = [];

    /// <summary>The next message; null when none comes in time.</summary>
    /// <exception cref="DefectException">The feed ended.</exception>
    public async Task<WatchChangesResponse?> NextAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit < TimeSpan.Zero ? TimeSpan.Zero : limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var message = await _arrived.Reader.ReadAsync(either.Token);
            Seen.Add(message);
            return message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException)
        {
            throw new DefectException(
                $"WatchChanges ended with {(Refusal is null ? "OK" : Refusal.InWords())} after {Seen.Count} messages.",
                "Keep the stream open until the caller ends it.");
        }
    }

    /// <summary>Reads on until a message is as wanted; false when none comes in time.</summary>
    public async Task<bool> UntilAsync(Func<WatchChangesResponse, bool> wanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        while (await NextAsync(limit - _time.GetElapsedTime(start), cancellationToken) is { } message)
        {
            if (wanted(message))
                return true;
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        _call.Dispose();
        await _reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None))
                _arrived.Writer.TryWrite(_call.ResponseStream.Current);
        }
        catch (RpcException e)
        {
            Refusal = _wire.Refused(e, "WatchChanges", null);
        }
        catch (ObjectDisposedException)
        {
            // Ended by ourselves.
        }

        _arrived.Writer.TryComplete();
    }
}
