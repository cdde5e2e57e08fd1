namespace Vamos.Adapters.Hosting;

using Grpc.Core;
using Grpc.Core.Interceptors;
using Vamos.Contracts.Errors;
using Vamos.Hosting.Errors;
using Vamos.Hosting.Listeners;

/// <summary>What every call passes: only the hub gets in, and whatever goes wrong leaves as a problem that can be read.</summary>
internal sealed class CallGuard(AdapterSettings settings, TimeProvider time, ILogger<CallGuard> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        TResponse? response = null;
        await Guard(context, async () => response = await continuation(request, context));
        return response!;
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(context, () => continuation(request, responseStream, context));

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        TResponse? response = null;
        await Guard(context, async () => response = await continuation(requestStream, context));
        return response!;
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        Guard(context, () => continuation(requestStream, responseStream, context));

    private async Task Guard(ServerCallContext context, Func<Task> call)
    {
        try
        {
            Admit(context);
            await call();
        }
        catch (LegacySystemException e)
        {
            AdapterLog.LegacySystemFailed(logger, context.Method, e.Message);
            throw AdapterProblems.LegacySystemUnavailable.ToException();
        }
        catch (Exception e)
        {
            var problem = CallFailure.Explain(e, context, time);
            if (CallFailure.IsUnforeseen(problem))
                AdapterLog.Unforeseen(logger, e, context.Method);
            throw problem.ToException();
        }
    }

    private void Admit(ServerCallContext context)
    {
        var caller = CallerInstitution.Of(context).Code;
        if (caller == settings.Caller)
            return;
        AdapterLog.CallerRefused(logger, context.Method, caller ?? "nobody", settings.Caller);
        throw new ProblemException(AdapterProblems.CallerNotAllowed(settings.Caller));
    }
}
