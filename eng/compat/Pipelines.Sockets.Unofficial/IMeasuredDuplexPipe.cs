namespace Pipelines.Sockets.Unofficial;

using System.IO.Pipelines;

/// <summary>A duplex pipe that counts what passed through its transport.</summary>
public interface IMeasuredDuplexPipe : IDuplexPipe
{
    /// <summary>Bytes that the transport has taken for sending.</summary>
    long TotalBytesSent { get; }

    /// <summary>Bytes that the transport has delivered.</summary>
    long TotalBytesReceived { get; }
}
