namespace Pipelines.Sockets.Unofficial;

using System.IO.Pipelines;
using System.Net.Sockets;
using Pipelines.Sockets.Unofficial.Pumping;

/// <summary>A connected socket as a duplex pipe. It owns the socket.</summary>
public sealed class SocketConnection : IMeasuredDuplexPipe, IDisposable
{
    private readonly SocketTransport _transport;
    private readonly DuplexPump _pump;

    private SocketConnection(SocketTransport transport, DuplexPump pump)
    {
        _transport = transport;
        _pump = pump;
    }

    public PipeReader Input => _pump.Input;

    public PipeWriter Output => _pump.Output;

    public long BytesRead => _pump.TotalBytesReceived;

    public long BytesSent => _pump.TotalBytesSent;

    /// <summary>Result of the last receive; -1 before the first.</summary>
    public int LastReceived => _pump.LastReceived;

    public PipeShutdownKind ShutdownKind => _pump.End.Kind;

    public SocketError SocketError => _pump.End.Error;

    long IMeasuredDuplexPipe.TotalBytesSent => BytesSent;

    long IMeasuredDuplexPipe.TotalBytesReceived => BytesRead;

    /// <summary>There is nothing to assert: what this needs is part of the framework.</summary>
    public static void AssertDependencies()
    {
    }

    /// <summary>Takes over a connected socket and starts to receive.</summary>
    public static SocketConnection Create(
        Socket socket,
        PipeOptions? sendPipeOptions,
        PipeOptions? receivePipeOptions,
        SocketConnectionOptions connectionOptions = SocketConnectionOptions.None,
        string? name = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var transport = new SocketTransport(socket);
        return new SocketConnection(transport, DuplexPump.Start(transport, sendPipeOptions, receivePipeOptions));
    }

    /// <summary>What suits a client of small requests: send them at once.</summary>
    public static void SetRecommendedClientOptions(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (socket.AddressFamily == AddressFamily.Unix)
            return;
        try
        {
            socket.NoDelay = true;
        }
        catch (Exception e) when (e is SocketException or NotSupportedException)
        {
            // A kind of socket that knows no delay.
        }
    }

    /// <summary>Notes that the protocol said farewell, so the end that follows is not taken for a failure.</summary>
    public bool TrySetProtocolShutdown(PipeShutdownKind kind)
        => kind is PipeShutdownKind.ProtocolExitClient or PipeShutdownKind.ProtocolExitServer && _pump.End.TryExplain(kind);

    public Counters GetCounters() => new(_transport.Available, _pump.BytesWaitingToBeRead, _pump.BytesWaitingToBeSent);

    public void Dispose() => _pump.Dispose();

    /// <summary>Where the bytes of a connection are at one moment; -1 where that cannot be said.</summary>
    public readonly struct Counters
    {
        internal Counters(long available, long toRead, long toSend)
        {
            BytesAvailableOnSocket = available;
            BytesWaitingToBeRead = toRead;
            BytesWaitingToBeSent = toSend;
        }

        /// <summary>Received by the system, not yet taken from it.</summary>
        public long BytesAvailableOnSocket { get; }

        /// <summary>Received, not yet handed back by the reader of the input.</summary>
        public long BytesWaitingToBeRead { get; }

        /// <summary>Written to the output, not yet taken by the system.</summary>
        public long BytesWaitingToBeSent { get; }
    }
}
