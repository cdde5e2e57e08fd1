namespace Pipelines.Sockets.Unofficial;

/// <summary>
/// Why a connection ended. The client compares with 100 and passes 400 by number; of the others it only prints the name.
/// </summary>
public enum PipeShutdownKind
{
    /// <summary>It has not ended.</summary>
    None = 0,

    /// <summary>Disposed by this side.</summary>
    PipeDisposed = 1,

    /// <summary>The peer ended its side in good order.</summary>
    ReadEndOfStream = 100,
    ReadDisposed = 101,
    ReadIOException = 102,
    ReadException = 103,
    ReadSocketError = 104,

    /// <summary>This side wants to read no more.</summary>
    ReadFlushCompleted = 105,

    /// <summary>This side ended its output in good order.</summary>
    WriteEndOfStream = 200,
    WriteDisposed = 201,
    WriteIOException = 203,
    WriteException = 204,
    WriteSocketError = 205,

    /// <summary>The protocol's own farewell, said by the client: the end that follows is expected.</summary>
    ProtocolExitClient = 400,

    /// <summary>The protocol's own farewell, said by the server.</summary>
    ProtocolExitServer = 401,
}
