namespace Vamos.Clients.Failures;

using Grpc.Core;

/// <summary>A stream of requests that fails with the exceptions of this library.</summary>
internal sealed class TranslatedWriter<T>(IClientStreamWriter<T> inner, FailureTranslation translation, CancellationToken cancellation) : IClientStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => Translated(inner.WriteAsync(message), cancellation);

    public Task WriteAsync(T message, CancellationToken cancellationToken) =>
        Translated(inner.WriteAsync(message, cancellationToken), cancellationToken.IsCancellationRequested ? cancellationToken : cancellation);

    public Task CompleteAsync() => Translated(inner.CompleteAsync(), cancellation);

    private async Task Translated(Task task, CancellationToken token)
    {
        try
        {
            await task;
        }
        catch (RpcException failure)
        {
            throw translation.Translate(failure, token);
        }
    }
}
