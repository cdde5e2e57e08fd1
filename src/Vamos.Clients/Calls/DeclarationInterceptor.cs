namespace Vamos.Clients.Calls;

using Grpc.Core;
using Grpc.Core.Interceptors;
using Vamos.Exchange.V1;

/// <summary>
/// Adds what the call did not declare itself: first from the application (the case and user at hand), then the purpose of
/// the connection.
/// </summary>
internal sealed class DeclarationInterceptor(Purpose purpose, Func<CallDeclaration?>? declaration) : Interceptor
{
    private readonly CallDeclaration _default = new() { Purpose = purpose };

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Declared(context));

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Declared(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Declared(context));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Declared(context));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Declared(context));

    private ClientInterceptorContext<TRequest, TResponse> Declared<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata();
        foreach (var entry in context.Options.Headers ?? Metadata.Empty)
            headers.Add(entry);

        foreach (var (key, value) in (declaration?.Invoke()?.Entries() ?? []).Concat(_default.Entries()))
        {
            if (headers.Get(key) is null)
                headers.Add(key, value);
        }

        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }
}
