namespace Vamos.Adapters.Hl7.Mllp;

using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

/// <summary>
/// Listens for messages over MLLP release 1. The messages of a connection are taken one after another and answered in their order; connections do
/// not wait for each other. When it stops, a message that was taken is still answered, and one that had not arrived whole is the sender's to repeat.
/// </summary>
public sealed class MllpListener(MllpSettings settings, IMllpReceiver receiver, ILogger logger) : IDisposable
{
    private const int Waiting = 64;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Task, bool> _connections = [];
    private readonly Socket _socket = new(settings.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>The port, once bound.</summary>
    public int Port { get; private set; }

    /// <summary>How many connections there are.</summary>
    public int Connections => _connections.Count;

    /// <summary>Takes the port; connections wait there until <see cref="RunAsync"/>.</summary>
    /// <exception cref="SocketException">Somebody else has it.</exception>
    public void Bind()
    {
        _socket.Bind(settings.Listen);
        _socket.Listen(Waiting);
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    /// <summary>Serves until told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        MllpLog.Listening(logger, Port, settings.Tls is not null);
        try
        {
            while (true)
            {
                if (await AcceptAsync(cancellationToken) is not { } socket)
                    continue;
                if (_connections.Count >= settings.MaxConnections)
                {
                    MllpLog.ConnectionRefused(logger, settings.MaxConnections);
                    socket.Dispose();
                    continue;
                }

                var connection = Task.Run(() => ServeAsync(socket, cancellationToken), CancellationToken.None);
                _connections[connection] = true;
                _ = connection.ContinueWith(
                    ended => _connections.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _socket.Dispose();
        }

        await Task.WhenAll(_connections.Keys);
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    /// <summary>The next connection; null when one was lost before it began, or when there is no room for another one in this process.</summary>
    private async Task<Socket?> AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.AcceptAsync(cancellationToken);
        }
        catch (SocketException e)
        {
            MllpLog.ConnectionLost(logger, e.SocketErrorCode.ToString());
            await Task.Delay(PauseAfterFailure, cancellationToken);
            return null;
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        socket.NoDelay = true;
        await using var network = new NetworkStream(socket, ownsSocket: true);
        MllpReader? reader = null;
        try
        {
            await using var stream = await SecureAsync(network, stopping);
            reader = new MllpReader(stream, settings.MessageBytes);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            while (true)
            {
                waiting.CancelAfter(settings.IdleTimeout);
                if (await reader.ReadAsync(waiting.Token) is not { } frame)
                    return;
                waiting.CancelAfter(Timeout.InfiniteTimeSpan);
                await AnswerAsync(stream, await receiver.ReceiveAsync(frame));
            }
        }
        catch (OperationCanceledException)
        {
            if (!stopping.IsCancellationRequested)
                MllpLog.ConnectionTimedOut(logger);
        }
        catch (Exception e) when (e is IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            MllpLog.ConnectionLost(logger, e.GetType().Name);
        }
        catch (Exception e)
        {
            MllpLog.ConnectionFailed(logger, e);
        }
        finally
        {
            if (reader is not null)
                receiver.ConnectionEnded(reader.Garbage, reader.Broken);
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream network, CancellationToken stopping)
    {
        if (settings.Tls is null)
            return network;
        var tls = new SslStream(network);
        using var handshake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        handshake.CancelAfter(settings.AnswerTimeout);
        await tls.AuthenticateAsServerAsync(settings.Tls(), handshake.Token);
        return tls;
    }

    private async Task AnswerAsync(Stream stream, IReadOnlyList<ReadOnlyMemory<byte>> answers)
    {
        if (answers.Count == 0)
            return;
        using var patience = new CancellationTokenSource(settings.AnswerTimeout);
        foreach (var answer in answers)
            await MllpWriter.WriteAsync(stream, answer, patience.Token);
    }
}
