namespace Vamos.Hub.Exchange;

using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Vamos.Contracts.Exchange;
using Vamos.Hosting.Errors;

/// <summary>
/// What every call passes, in order: it gets an exchange id, the caller is identified, the purpose is checked, the method
/// runs, and whatever ends it otherwise becomes a rich error. Here and nowhere else are calls let in and failures explained.
/// </summary>
internal sealed class ExchangeInterceptor(ExchangeMethods methods, TimeProvider time, ILogger<ExchangeInterceptor> log) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var exchange = Open(context);
        try
        {
            Admit(exchange, context);
            return await continuation(request, context);
        }
        catch (Exception e)
        {
            throw Explain(exchange, e, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var exchange = Open(context);
        try
        {
            Admit(exchange, context);
            return await continuation(requestStream, context);
        }
        catch (Exception e)
        {
            throw Explain(exchange, e, context);
        }
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        PassStream(context, () => continuation(request, responseStream, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        PassStream(context, () => continuation(requestStream, responseStream, context));

    private async Task PassStream(ServerCallContext context, Func<Task> call)
    {
        var exchange = Open(context);
        try
        {
            Admit(exchange, context);
            await call();
        }
        catch (Exception e)
        {
            throw Explain(exchange, e, context);
        }
    }

    private string Open(ServerCallContext context)
    {
        var exchange = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        context.ResponseTrailers.Add(ExchangeMetadata.ExchangeId, exchange);
        return exchange;
    }

    private void Admit(string exchange, ServerCallContext context)
    {
        var caller = CallerIdentity.Require(context);
        var purpose = DeclaredPurpose.Require(context, methods.DataClassOf(context.Method));
        ExchangeLog.Admitted(log, exchange, caller, context.Method, purpose);
    }

    private RpcException Explain(string exchange, Exception exception, ServerCallContext context)
    {
        var problem = CallFailure.Explain(exception, context, time);
        if (CallFailure.IsUnforeseen(problem))
            ExchangeLog.Unforeseen(log, exception, exchange, context.Method);
        else
            ExchangeLog.Ended(log, exchange, context.Method, problem.Code, problem.Reason);
        return problem.ToException();
    }
}
