namespace Grpc.Core.Interceptors;

/// <summary>The call that a client interceptor sees on its way out. An interceptor that changes it passes on another.</summary>
public struct ClientInterceptorContext<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    public ClientInterceptorContext(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        Method = method;
        Host = host;
        Options = options;
    }

    public Method<TRequest, TResponse> Method { get; }

    /// <summary>The virtual host, where one was chosen.</summary>
    public string? Host { get; }

    public CallOptions Options { get; }
}
