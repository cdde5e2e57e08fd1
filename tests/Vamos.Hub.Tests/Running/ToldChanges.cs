namespace Vamos.Hub.Tests.Running;

using System.Buffers.Binary;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Common.V1;

/// <summary>The changes that a scripted adapter tells. Give the same one to the adapter that comes after, and it goes on from any token.</summary>
public sealed class ToldChanges
{
    private static readonly TimeSpan SignEvery = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly List<string> _changes = [];
    private TaskCompletionSource _news = New();
    private TaskCompletionSource _cut = New();
    private volatile bool _refuses;
    private volatile bool _forgot;
    private int _listeners;

    /// <summary>How many listen now.</summary>
    public int Listeners => Volatile.Read(ref _listeners);

    /// <summary>Completed when the first sign of life of a stream may be given.</summary>
    public Task MaySign { get; set; } = Task.CompletedTask;

    /// <summary>Tells that something changed about a person.</summary>
    public void Tell(string number)
    {
        lock (_gate)
        {
            _changes.Add(number);
            _news.SetResult();
            _news = New();
        }
    }

    /// <summary>Breaks what there is and refuses whoever comes.</summary>
    public void Cut()
    {
        _refuses = true;
        Interlocked.Exchange(ref _cut, New()).SetResult();
    }

    /// <summary>Takes listeners again. Once it has forgotten, earlier tokens are no good any more.</summary>
    public void Resume(bool forgot = false) => (_forgot, _refuses) = (forgot, false);

    internal async Task WatchAsync(WatchChangesRequest request, IServerStreamWriter<WatchChangesResponse> stream, CancellationToken cancellation)
    {
        if (_refuses)
            throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
        if (_forgot && !request.ResumeToken.IsEmpty)
        {
            _forgot = false;
            throw new RpcException(new Status(StatusCode.OutOfRange, "forgotten"));
        }

        var cut = Volatile.Read(ref _cut).Task;
        var (next, _) = Look();
        if (!request.ResumeToken.IsEmpty)
            next = BinaryPrimitives.ReadInt32BigEndian(request.ResumeToken.Span);
        Interlocked.Increment(ref _listeners);
        try
        {
            await Task.WhenAny(MaySign.WaitAsync(cancellation), cut);
            while (!cut.IsCompleted)
            {
                var (count, news) = Look();
                for (; next < count; next++)
                    await stream.WriteAsync(new WatchChangesResponse { NationalId = new NationalId { Number = _changes[next] }, ResumeToken = Token(next + 1) }, cancellation);
                await stream.WriteAsync(new WatchChangesResponse { ResumeToken = Token(next), ChangeTime = Timestamp.FromDateTime(DateTime.UtcNow) }, cancellation);
                await Task.WhenAny(news, cut, Task.Delay(SignEvery, cancellation));
                cancellation.ThrowIfCancellationRequested();
            }

            throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
        }
        finally
        {
            Interlocked.Decrement(ref _listeners);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static ByteString Token(int next)
    {
        var token = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(token, next);
        return ByteString.CopyFrom(token);
    }

    private (int Count, Task News) Look()
    {
        lock (_gate)
            return (_changes.Count, _news.Task);
    }
}
