namespace Vamos.Hub.Sources;

using System.Net.Sockets;
using Grpc.Core;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

/// <summary>
/// Keeps one institution's trouble from becoming the hub's: a bounded number of calls at once and of calls that wait for a place; a breaker that
/// stops asking an adapter that cannot be reached or does not answer in time; one more attempt where the connection failed, since questions change
/// nothing. An adapter that answers promptly that its legacy system is down is heard out each time: it may know another person.
/// </summary>
internal sealed class SourceGuard : IDisposable
{
    private const int WaitingForEachPlace = 4;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(25);

    private readonly SemaphoreSlim _places;
    private readonly int _mostWaiting;
    private readonly CircuitBreakerStateProvider _breaker = new();
    private readonly ResiliencePipeline _pipeline;
    private int _waiting;

    public SourceGuard(int atOnce, TimeProvider time)
    {
        _places = new SemaphoreSlim(atOnce);
        _mostWaiting = atOnce * WaitingForEachPlace;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = args => ValueTask.FromResult(IsUnreachable(args.Outcome.Exception)),
                MaxRetryAttempts = 1,
                Delay = BeforeRetry,
                UseJitter = true,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = args => ValueTask.FromResult(IsUnreachable(args.Outcome.Exception) || args.Outcome.Exception is SourceTimeoutException),
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = Window,
                BreakDurationGenerator = args => ValueTask.FromResult(Break(args.HalfOpenAttempts)),
                StateProvider = _breaker,
            })
            .Build();
    }

    /// <summary>The breaker as the exchange log names it: <c>closed</c>, <c>open</c>, <c>halfopen</c>.</summary>
    public string BreakerState => _breaker.CircuitState.ToString().ToLowerInvariant();

    /// <summary>Makes a call when there is a place and the breaker lets it.</summary>
    /// <exception cref="RpcException">The adapter failed or refused.</exception>
    /// <exception cref="SourceTimeoutException">It took the whole of its own time.</exception>
    /// <exception cref="BrokenCircuitException">It is not asked at the moment.</exception>
    /// <exception cref="SourceBusyException">As many wait for it as may.</exception>
    public async Task<T> CallAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        try
        {
            return await _pipeline.ExecuteAsync(call, cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    private async Task EnterAsync(CancellationToken cancellation)
    {
        if (_places.Wait(0, CancellationToken.None))
            return;
        if (Interlocked.Increment(ref _waiting) > _mostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new SourceBusyException();
        }

        try
        {
            await _places.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    // without a status from the adapter: the client made up this one
    private static bool IsUnreachable(Exception? failure) =>
        failure is RpcException { StatusCode: StatusCode.Unavailable, Status.DebugException: HttpRequestException or IOException or SocketException };

    private static TimeSpan Break(int attempts)
    {
        var pause = ShortestBreak * Math.Pow(2, Math.Min(attempts, 10));
        return pause < LongestBreak ? pause : LongestBreak;
    }
}

/// <summary>An adapter took the whole of the time that it is given.</summary>
internal sealed class SourceTimeoutException(RpcException inner) : Exception("The adapter took the whole of its time.", inner);

/// <summary>As many calls wait for an adapter as may.</summary>
internal sealed class SourceBusyException() : Exception("As many calls wait for the adapter as may.");
