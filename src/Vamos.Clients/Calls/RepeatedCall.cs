namespace Vamos.Clients.Calls;

using Grpc.Core;
using Grpc.Core.Interceptors;

/// <summary>A call that is tried several times, and to its caller looks like one.</summary>
internal sealed class RepeatedCall<TRequest, TResponse>(
    TRequest request,
    ClientInterceptorContext<TRequest, TResponse> context,
    Interceptor.AsyncUnaryCallContinuation<TRequest, TResponse> continuation,
    RetrySchedule schedule,
    TimeProvider time) : IDisposable
    where TRequest : class
    where TResponse : class
{
    // Without a timer there is nothing in it to be freed.
    private readonly CancellationTokenSource _givenUp = new();
    private volatile AsyncUnaryCall<TResponse>? _attempt;

    public AsyncUnaryCall<TResponse> Start()
    {
        var response = Run();
        return new AsyncUnaryCall<TResponse>(
            response,
            _ => Headers(response),
            _ => Ended(response).GetStatus(),
            _ => Ended(response).GetTrailers(),
            _ => Dispose(),
            this);
    }

    public void Dispose()
    {
        _givenUp.Cancel();
        _attempt?.Dispose();
    }

    private async Task<TResponse> Run()
    {
        for (var number = 1; ; number++)
        {
            var attempt = continuation(request, context);
            _attempt = attempt;
            if (_givenUp.IsCancellationRequested)
                attempt.Dispose();
            try
            {
                return await attempt.ResponseAsync;
            }
            catch (RpcException failure) when (schedule.Next(failure, number, Left()) is { } delay)
            {
                attempt.Dispose();
                await Wait(delay, failure);
            }
        }
    }

    private async Task Wait(TimeSpan delay, RpcException failure)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(_givenUp.Token, context.Options.CancellationToken);
        try
        {
            await Task.Delay(delay, time, ends.Token);
        }
        catch (OperationCanceledException)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled while it waited to be tried again.", failure), failure.Trailers);
        }
    }

    private TimeSpan Left() =>
        context.Options.Deadline is { } deadline ? deadline - time.GetUtcNow().UtcDateTime : TimeSpan.MaxValue;

    // Those of the attempt that counts, so not before it is known.
    private async Task<Metadata> Headers(Task response)
    {
        await response.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await Ended(response).ResponseHeadersAsync;
    }

    private AsyncUnaryCall<TResponse> Ended(Task response) =>
        response.IsCompleted && _attempt is { } attempt ? attempt : throw new InvalidOperationException("The call has not ended.");
}
