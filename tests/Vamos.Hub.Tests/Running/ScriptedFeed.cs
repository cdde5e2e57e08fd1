namespace Vamos.Hub.Tests.Running;

using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>A feed of changes as an adapter keeps one: a list that grows, its tokens the places in it. It can break, and forget.</summary>
public sealed class ScriptedFeed
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<WatchChangesResponse> _changes = [];
    private TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _known;
    private int _listened;
    private volatile bool _down;

    /// <summary>How many have listened so far, the hub itself among them.</summary>
    public int Listened => Volatile.Read(ref _listened);

    /// <summary>Whether it refuses to be listened to.</summary>
    public bool Down { set => _down = value; }

    public static Timestamp Moment { get; } = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    public void Change(string number, params FactKind[] kinds)
    {
        lock (_gate)
        {
            _changes.Add(new WatchChangesResponse
            {
                ResumeToken = Token(_changes.Count + 1), NationalId = new NationalId { Number = number }, Kinds = { kinds }, ChangeTime = Moment,
            });
        }
    }

    /// <summary>Breaks every connection.</summary>
    public void Break()
    {
        lock (_gate)
        {
            _broken.SetResult();
            _broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Forgets all that changed until now.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _known = _changes.Count + 1;
            _changes.Add(new WatchChangesResponse { ResumeToken = Token(_changes.Count + 1), NationalId = new NationalId { Number = "1" }, ChangeTime = Moment });
        }
    }

    public async Task WatchAsync(WatchChangesRequest request, IServerStreamWriter<WatchChangesResponse> stream, ServerCallContext context)
    {
        if (_down)
            throw new RpcException(new Status(StatusCode.Unavailable, "down"));
        Task broken;
        int at;
        lock (_gate)
        {
            broken = _broken.Task;
            at = _changes.Count;
        }

        if (!request.ResumeToken.IsEmpty && (!int.TryParse(request.ResumeToken.ToStringUtf8().AsSpan(1), NumberStyles.None, null, out at) || at > _changes.Count))
            throw new RpcException(new Status(StatusCode.InvalidArgument, "none of this feed's"));
        if (at < _known)
            throw new RpcException(new Status(StatusCode.OutOfRange, "forgotten"));
        Interlocked.Increment(ref _listened);
        while (true)
        {
            if (broken.IsCompleted)
                throw new RpcException(new Status(StatusCode.Unavailable, "broken"));
            WatchChangesResponse[] more;
            lock (_gate)
                more = [.. _changes.Skip(at)];
            foreach (var change in more)
                await stream.WriteAsync(change, context.CancellationToken);
            at += more.Length;
            await stream.WriteAsync(new WatchChangesResponse { ResumeToken = Token(at), ChangeTime = Moment }, context.CancellationToken);
            await Task.WhenAny(broken, Task.Delay(SignOfLife, context.CancellationToken));
        }
    }

    private static ByteString Token(int at) => ByteString.CopyFromUtf8(string.Create(CultureInfo.InvariantCulture, $"t{at}"));
}
