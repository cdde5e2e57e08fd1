namespace Pipelines.Sockets.Unofficial;

/// <summary>
/// The connection is gone. A flush of the output throws this type and no other: the client takes exactly this one for
/// "the socket has closed" and everything else for a fault of its own.
/// </summary>
public sealed class ConnectionResetException : IOException
{
    public ConnectionResetException()
        : base("the connection has ended")
    {
    }

    public ConnectionResetException(string message)
        : base(message)
    {
    }

    public ConnectionResetException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
