namespace Grpc.Core;

/// <summary>The receiving end of a message stream. One read at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last successful <see cref="MoveNext"/> brought.</summary>
    T Current { get; }

    /// <summary>Waits for the next message; false when the sender has finished.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
