namespace Vamos.Hub.Caching.Shared;

using Microsoft.Extensions.Logging;
using StackExchange.Redis;

/// <summary>
/// The connection to Redis. Nothing here throws or waits long: every operation has a time limit of its own, shorter than the client's, and after a few
/// failures in a row Redis is left alone until the keeper's question, once or twice a second, is answered in time. So a dead or slow Redis costs a few
/// calls one time limit each, and the others nothing.
/// </summary>
internal sealed class RedisLink(ConfigurationOptions options, TimeSpan limit, CacheMeter meter, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private const int MostFailures = 5;

    private readonly TaskCompletionSource<IConnectionMultiplexer> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ConnectionMultiplexer? _multiplexer;
    private int _failures;
    private volatile bool _left = true;
    private bool _said;

    public TimeSpan Limit => limit;

    /// <summary>Whether it is worth asking.</summary>
    public bool IsUsable => !_left && _multiplexer is { IsConnected: true };

    public ConnectionMultiplexer? Multiplexer => _multiplexer;

    /// <summary>The connection, once there is one, for those who share it.</summary>
    public Task<IConnectionMultiplexer> Connected => _connected.Task;

    public static ConfigurationOptions Options(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        // what cannot be sent at once is of no use later
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
        options.ConnectTimeout = 2_000;
        options.AsyncTimeout = 1_000;
        options.ClientName = "vamos-hub";
        return options;
    }

    /// <summary>Connects; the client goes on trying by itself afterwards. False when it could not even begin.</summary>
    public async Task<bool> ConnectAsync(Action<ConnectionMultiplexer> prepare)
    {
        if (_multiplexer is not null)
            return true;
        try
        {
            var made = await ConnectionMultiplexer.ConnectAsync(options);
            prepare(made);
            _multiplexer = made;
            _connected.TrySetResult(made);
            return true;
        }
        catch (Exception e) when (IsOfRedis(e))
        {
            Leave(e);
            return false;
        }
    }

    /// <summary>Does something with Redis, if it is worth trying.</summary>
    public ValueTask<(bool Done, T? Result)> TryAsync<T>(Func<IDatabase, Task<T>> act, TimeSpan? most = null) =>
        IsUsable ? AttemptAsync(act, most ?? limit) : new((false, default));

    /// <summary>Does something with Redis even while it is left alone. Success ends that.</summary>
    public async Task<(bool Done, T? Result)> ProbeAsync<T>(Func<IDatabase, Task<T>> act)
    {
        if (_multiplexer is not { IsConnected: true })
        {
            Leave(null);
            return (false, default);
        }

        var answer = await AttemptAsync(act, limit);
        if (answer.Done && _left)
        {
            _left = false;
            _said = false;
            CacheLog.RedisUsed(log);
        }
        else if (!answer.Done)
        {
            Leave(null);
        }

        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is { } made)
            await made.DisposeAsync();
    }

    private async ValueTask<(bool Done, T? Result)> AttemptAsync<T>(Func<IDatabase, Task<T>> act, TimeSpan most)
    {
        Task<T>? work = null;
        try
        {
            work = act(_multiplexer!.GetDatabase());
            var result = await work.WaitAsync(most, time);
            _failures = 0;
            return (true, result);
        }
        catch (TimeoutException e)
        {
            meter.RedisTimeout();
            work.Leave();
            NoteFailure(e);
        }
        catch (RedisServerException e) when (!IsRefusal(e))
        {
            // It answered in time, though with an error: full, or holding something else under our key. It can still be read.
            _failures = 0;
            meter.RedisError();
        }
        catch (Exception e) when (IsOfRedis(e))
        {
            meter.RedisError();
            NoteFailure(e);
        }

        return (false, default);
    }

    internal static bool IsOfRedis(Exception e) =>
        e is RedisException or RedisCommandException or TimeoutException or OperationCanceledException or IOException
            or System.Net.Sockets.SocketException or InvalidOperationException;

    private static bool IsRefusal(RedisServerException e) => e.Message.StartsWith("NO", StringComparison.Ordinal)
        || e.Message.StartsWith("WRONGPASS", StringComparison.Ordinal) || e.Message.StartsWith("LOADING", StringComparison.Ordinal)
        || e.Message.StartsWith("MASTERDOWN", StringComparison.Ordinal);

    private void NoteFailure(Exception e)
    {
        if (Interlocked.Increment(ref _failures) >= MostFailures)
            Leave(e);
    }

    private void Leave(Exception? e)
    {
        _left = true;
        if (_said)
            return;
        _said = true;
        // the client's messages name the server and the command, which for us is a hash
        CacheLog.RedisLeft(log, e?.GetType().Name ?? "not connected");
    }
}
