namespace Grpc.Core;

/// <summary>The sending end of a message stream. One write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the following messages are written; null for the default.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Sends a message; done when the transport has taken it.</summary>
    Task WriteAsync(T message);

    /// <summary>Sends a message unless cancelled. A writer that knows no cancellation refuses a token that could be.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled
            ? throw new NotSupportedException("This writer cannot cancel a write.")
            : WriteAsync(message);
}
