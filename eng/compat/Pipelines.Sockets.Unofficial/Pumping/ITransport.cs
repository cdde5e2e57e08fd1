namespace Pipelines.Sockets.Unofficial.Pumping;

using System.Buffers;

/// <summary>What the pump moves bytes to and from: a socket, or a stream (which is how TLS comes in).</summary>
internal interface ITransport
{
    /// <summary>Waits for bytes; 0 or less means that no more will come.</summary>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>Sends some or all of the data from its start, and says how much of it.</summary>
    ValueTask<long> SendAsync(ReadOnlySequence<byte> data);

    /// <summary>Tells the peer that nothing more will be sent, where the transport has words for that.</summary>
    void EndSending();

    /// <summary>Ends a pending receive, after what has arrived already if that is possible.</summary>
    void EndReceiving();

    /// <summary>Ends everything at once, whatever is pending. May be called more than once.</summary>
    void Close();
}
