namespace Vamos.Compat.Redis.Tests.Pipes;

using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Pipelines.Sockets.Unofficial;

/// <summary>A connection under test, and the plain socket at its other end.</summary>
internal sealed class Link : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Link(SocketConnection connection, Socket peer)
    {
        Connection = connection;
        Peer = peer;
    }

    public SocketConnection Connection { get; }

    public Socket Peer { get; }

    public PipeReader Input => Connection.Input;

    public PipeWriter Output => Connection.Output;

    public static async Task<Link> OpenAsync(PipeOptions? send = null, PipeOptions? receive = null)
    {
        var (near, far) = await SocketsAsync();
        return new Link(SocketConnection.Create(near, send, receive), far);
    }

    /// <summary>Two sockets, connected to each other.</summary>
    public static async Task<(Socket Near, Socket Far)> SocketsAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var near = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var accepted = listener.AcceptAsync();
        await near.ConnectAsync(listener.LocalEndPoint!);
        return (near, await accepted);
    }

    /// <summary>Pipes that hold little, so that back-pressure comes soon.</summary>
    public static PipeOptions Narrow(int bytes = 16 * 1024)
        => new(pauseWriterThreshold: bytes, resumeWriterThreshold: bytes / 2, useSynchronizationContext: false);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < Patience, $"not in time: {what}");
            await Task.Delay(5);
        }
    }

    /// <summary>The peer vanishes with a reset instead of a farewell.</summary>
    public void Reset()
    {
        Peer.LingerState = new LingerOption(true, 0);
        Peer.Dispose();
    }

    /// <summary>Reads to the end, however it comes; null for a good end.</summary>
    public async Task<Exception?> ReadToEndAsync()
    {
        try
        {
            while (true)
            {
                var result = await Input.ReadAsync().AsTask().WaitAsync(Patience);
                Input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    return null;
            }
        }
        catch (Exception e) when (e is not TimeoutException)
        {
            return e;
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        Peer.Dispose();
    }
}
