namespace Vamos.Hub.Monitoring;

using Grpc.Core;
using Vamos.Exchange.V1;
using Vamos.Hub.Monitoring.Traffic;

/// <summary>Binds the methods of ExchangeService as they were generated, but for how <c>WatchExchanges</c> writes its answers.</summary>
internal sealed class ExchangeBinding(ServiceBinderBase binder) : ServiceBinderBase
{
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        binder.AddMethod(method, handler);

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        if (method is Method<TRequest, WatchExchangesResponse> watch)
        {
            binder.AddMethod(
                new Method<TRequest, WatchExchangesResponse>(watch.Type, watch.ServiceName, watch.Name, watch.RequestMarshaller, ToldExchanges.Marshaller),
                handler as ServerStreamingServerMethod<TRequest, WatchExchangesResponse>);
            return;
        }

        binder.AddMethod(method, handler);
    }
}
