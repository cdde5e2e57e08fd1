namespace Vamos.Clients.Failures;

using Grpc.Core;

/// <summary>A stream of answers that fails with the exceptions of this library.</summary>
internal sealed class TranslatedReader<T>(IAsyncStreamReader<T> inner, FailureTranslation translation, CancellationToken cancellation) : IAsyncStreamReader<T>
{
    public T Current => inner.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await inner.MoveNext(cancellationToken);
        }
        catch (RpcException failure)
        {
            throw translation.Translate(failure, cancellationToken.IsCancellationRequested ? cancellationToken : cancellation);
        }
    }
}
