namespace Vamos.Adapters.Hl7.Mllp;

using System.Net;
using System.Net.Sockets;

/// <summary>A sender's side of a connection: one message after another, each with its answer.</summary>
public sealed class MllpClient : IAsyncDisposable
{
    private const int LongestAnswer = 64 * 1024;

    private readonly NetworkStream _stream;
    private readonly MllpReader _reader;

    private MllpClient(NetworkStream stream)
    {
        _stream = stream;
        _reader = new MllpReader(stream, LongestAnswer);
    }

    /// <summary>The connection itself, for those who send something else than messages.</summary>
    public Stream Stream => _stream;

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<MllpClient> ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return new MllpClient(new NetworkStream(socket, ownsSocket: true));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message and waits for its answer.</summary>
    /// <exception cref="IOException">The connection ended before.</exception>
    public async Task<Hl7Message> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await MllpWriter.WriteAsync(_stream, message, cancellationToken);
        return await ReceiveAsync(cancellationToken);
    }

    /// <summary>Waits for the next answer.</summary>
    /// <exception cref="IOException">The connection ended before.</exception>
    public async Task<Hl7Message> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (await _reader.ReadAsync(cancellationToken) is not { IsTooLong: false } frame)
            throw new IOException("The connection ended without an answer.");
        return Hl7Message.Parse(frame.Content.Span, Hl7CharacterSet.Utf8);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
