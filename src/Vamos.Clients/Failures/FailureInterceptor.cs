namespace Vamos.Clients.Failures;

using Grpc.Core;
using Grpc.Core.Interceptors;

/// <summary>Lets every kind of call fail with the exceptions of this library.</summary>
internal sealed class FailureInterceptor(FailureTranslation translation) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        try
        {
            return continuation(request, context);
        }
        catch (RpcException failure)
        {
            throw translation.Translate(failure, context.Options.CancellationToken);
        }
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new AsyncUnaryCall<TResponse>(
            Translated(call.ResponseAsync, context.Options.CancellationToken),
            _ => Translated(call.ResponseHeadersAsync, context.Options.CancellationToken),
            _ => call.GetStatus(),
            _ => call.GetTrailers(),
            _ => call.Dispose(),
            call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new AsyncServerStreamingCall<TResponse>(
            new TranslatedReader<TResponse>(call.ResponseStream, translation, context.Options.CancellationToken),
            _ => Translated(call.ResponseHeadersAsync, context.Options.CancellationToken),
            _ => call.GetStatus(),
            _ => call.GetTrailers(),
            _ => call.Dispose(),
            call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(context);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            new TranslatedWriter<TRequest>(call.RequestStream, translation, context.Options.CancellationToken),
            Translated(call.ResponseAsync, context.Options.CancellationToken),
            _ => Translated(call.ResponseHeadersAsync, context.Options.CancellationToken),
            _ => call.GetStatus(),
            _ => call.GetTrailers(),
            _ => call.Dispose(),
            call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(context);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            new TranslatedWriter<TRequest>(call.RequestStream, translation, context.Options.CancellationToken),
            new TranslatedReader<TResponse>(call.ResponseStream, translation, context.Options.CancellationToken),
            _ => Translated(call.ResponseHeadersAsync, context.Options.CancellationToken),
            _ => call.GetStatus(),
            _ => call.GetTrailers(),
            _ => call.Dispose(),
            call);
    }

    private async Task<T> Translated<T>(Task<T> task, CancellationToken cancellation)
    {
        try
        {
            return await task;
        }
        catch (RpcException failure)
        {
            throw translation.Translate(failure, cancellation);
        }
    }
}
