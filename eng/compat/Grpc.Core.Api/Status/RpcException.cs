namespace Grpc.Core;

/// <summary>
/// A call that did not end well. A client gets it from the call; a service throws it to choose the status and the
/// trailers that its caller will see.
/// </summary>
public class RpcException : Exception
{
    public RpcException(Status status)
        : this(status, new Metadata())
    {
    }

    /// <param name="status">What the caller sees.</param>
    /// <param name="message">What this side's logs see in place of the status; it does not travel.</param>
    public RpcException(Status status, string message)
        : this(status, new Metadata(), message)
    {
    }

    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    public Status Status { get; }

    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>Metadata that came, or is to be sent, with the status.</summary>
    public Metadata Trailers { get; }
}
