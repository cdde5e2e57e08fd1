namespace Vamos.Hub.Sources;

using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Vamos.Adapter.V1;

/// <summary>
/// What several sources tell of changes, for one listener, from its own position in each. A feed that breaks goes on behind the last message that was
/// taken over, without the listener noticing; a listener who is slow holds the sources back.
/// </summary>
public sealed class ChangeRelay : IAsyncDisposable
{
    private const int MostWaiting = 64;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBeginning = TimeSpan.FromSeconds(2);

    private readonly Channel<SourceChange> _heard = Channel.CreateBounded<SourceChange>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _ends;
    private readonly TimeProvider _time;
    private readonly (string Institution, TaskCompletionSource<ByteString> Position)[] _begun;
    private readonly Task _following;

    /// <summary>Begins to listen.</summary>
    /// <param name="sources">Whom to listen to.</param>
    /// <param name="positions">Where to go on, by institution; a source without a position begins now.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends with the listener.</param>
    public ChangeRelay(IReadOnlyList<AdapterSource> sources, IReadOnlyDictionary<string, ByteString> positions, TimeProvider time, CancellationToken cancellation)
    {
        _time = time;
        _ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _begun = [.. sources.Select(source => (source.Institution, new TaskCompletionSource<ByteString>(TaskCreationOptions.RunContinuationsAsynchronously)))];
        _following = Task.WhenAll(sources.Select((source, i) =>
            FollowAsync(source, positions.GetValueOrDefault(source.Institution) ?? ByteString.Empty, _begun[i].Position, _ends.Token)));
    }

    /// <summary>
    /// Waits a moment until the sources are heard. What a source says of itself before anything changes is where a listener who breaks off before its
    /// first change would have to go on.
    /// </summary>
    /// <returns>The positions of those that said so, by institution.</returns>
    public async Task<IReadOnlyDictionary<string, ByteString>> BeginAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(_begun.Select(begun => (Task)begun.Position.Task)).WaitAsync(LongestBeginning, _time, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return _begun.Where(begun => begun.Position.Task is { IsCompletedSuccessfully: true, Result.IsEmpty: false })
            .ToDictionary(begun => begun.Institution, begun => begun.Position.Task.Result, StringComparer.Ordinal);
    }

    /// <summary>What is heard, signs of life among it, in the order of each source.</summary>
    /// <exception cref="FeedPositionException">A source cannot go on from its position.</exception>
    /// <exception cref="FeedBusyException">As many listen to a source as may.</exception>
    public IAsyncEnumerable<SourceChange> ReadAsync(CancellationToken cancellation) => _heard.Reader.ReadAllAsync(cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ends.Dispose();
    }

    private async Task FollowAsync(AdapterSource source, ByteString position, TaskCompletionSource<ByteString> begun, CancellationToken ends)
    {
        try
        {
            for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : pause)
            {
                var before = position;
                if (source.WatchesChanges)
                    position = await ListenAsync(source, position, begun, ends);
                if (!ReferenceEquals(before, position))
                    pause = FirstPause;
                // One that is not there yet is waited for, but holds nobody up.
                begun.TrySetResult(ByteString.Empty);
                await Task.Delay(pause, _time, ends);
            }
        }
        catch (Exception e)
        {
            begun.TrySetResult(ByteString.Empty);
            _heard.Writer.TryComplete(e);
        }
    }

    /// <returns>Where it broke off.</returns>
    private async Task<ByteString> ListenAsync(AdapterSource source, ByteString position, TaskCompletionSource<ByteString> begun, CancellationToken ends)
    {
        try
        {
            await foreach (var change in source.WatchAsync(position, ends))
            {
                begun.TrySetResult(change.NationalId is null ? change.ResumeToken : ByteString.Empty);
                await _heard.Writer.WriteAsync(new SourceChange(source.Institution, change), ends);
                position = change.ResumeToken;
            }
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.OutOfRange)
        {
            throw new FeedPositionException(isExpired: true);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.InvalidArgument)
        {
            // What the source itself said a while ago and does not understand any more is as good as expired.
            throw new FeedPositionException(isExpired: begun.Task.IsCompleted);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted && !begun.Task.IsCompleted)
        {
            throw new FeedBusyException();
        }
        catch (Exception e) when (e is RpcException or IOException)
        {
            ends.ThrowIfCancellationRequested();
        }

        return position;
    }
}

/// <summary>A message of one source's feed.</summary>
/// <param name="Institution">Who said so.</param>
/// <param name="Message">The change, or a sign of life.</param>
public readonly record struct SourceChange(string Institution, WatchChangesResponse Message);

/// <summary>A source cannot go on from a position in its feed.</summary>
public sealed class FeedPositionException(bool isExpired) : Exception("A source cannot go on from the position.")
{
    /// <summary>Whether it was one once; otherwise it never was.</summary>
    public bool IsExpired { get; } = isExpired;
}

/// <summary>As many listen to a source as may.</summary>
public sealed class FeedBusyException() : Exception("As many listen to the source as may.");
