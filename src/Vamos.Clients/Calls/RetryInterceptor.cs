namespace Vamos.Clients.Calls;

using Grpc.Core;
using Grpc.Core.Interceptors;

/// <summary>
/// Tries again what the hub could not take. Of our own, since the runtime's retries do not know the wait that the hub asks
/// for in its error details.
/// </summary>
internal sealed class RetryInterceptor(RetrySchedule schedule, TimeProvider time) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        SafeToRepeat.Allows(context.Method, request)
            ? new RepeatedCall<TRequest, TResponse>(request, context, continuation, schedule, time).Start()
            : continuation(request, context);
}
