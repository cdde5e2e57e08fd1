namespace Grpc.Core;

using System.Runtime.CompilerServices;

/// <summary>Reads a message stream the way the language reads any asynchronous sequence.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>The messages of the stream, in the order they arrive, until the sender has finished.</summary>
    /// <param name="streamReader">The stream. It can be read only once.</param>
    /// <param name="cancellationToken">Gives up waiting for the next message.</param>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(this IAsyncStreamReader<T> streamReader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return Read(streamReader, cancellationToken);
    }

    private static async IAsyncEnumerable<T> Read<T>(IAsyncStreamReader<T> streamReader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await streamReader.MoveNext(cancellationToken).ConfigureAwait(false))
            yield return streamReader.Current;
    }
}
