namespace Pipelines.Sockets.Unofficial.Pumping;

using System.IO.Pipelines;
using System.Net.Sockets;

/// <summary>Two pipes and two loops between a transport and the duplex pipe that the client works with.</summary>
/// <remarks>
/// Each loop ends for one of three reasons: its transport ended, its pipe's client end was completed, or the pump was
/// disposed; and it completes its own end of the pipe as its last act, so nobody waits on a loop that is gone.
/// </remarks>
internal sealed class DuplexPump : IMeasuredDuplexPipe, IDisposable
{
    private const int SmallestRead = 4 * 1024;
    private const int LargestRead = 128 * 1024;

    private readonly ITransport _transport;
    private readonly Pipe _received;
    private readonly Pipe _toSend;
    private readonly LendingReader _input;
    private readonly OrderedWriter _output;
    private long _bytesRead;
    private long _bytesSent;
    private int _lastReceived = -1;
    private Exception? _sendFailure;

    private DuplexPump(ITransport transport, PipeOptions? sendOptions, PipeOptions? receiveOptions)
    {
        _transport = transport;
        _received = new Pipe(receiveOptions ?? PipeOptions.Default);
        _toSend = new Pipe(sendOptions ?? PipeOptions.Default);
        _input = new LendingReader(_received.Reader, _received.Writer.CancelPendingFlush);
        _output = new OrderedWriter(_toSend.Writer, End);
    }

    public ConnectionEnd End { get; } = new();

    public PipeReader Input => _input;

    public PipeWriter Output => _output;

    public long TotalBytesReceived => Interlocked.Read(ref _bytesRead);

    public long TotalBytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Result of the last receive; -1 before the first.</summary>
    public int LastReceived => Volatile.Read(ref _lastReceived);

    public long BytesWaitingToBeRead => Math.Max(0, TotalBytesReceived - _input.Consumed);

    public long BytesWaitingToBeSent => Math.Max(0, _output.Written - TotalBytesSent);

    public static DuplexPump Start(ITransport transport, PipeOptions? sendOptions, PipeOptions? receiveOptions)
    {
        var pump = new DuplexPump(transport, sendOptions, receiveOptions);

        // Queued without the caller's execution context, which would otherwise stick to the loops for the connection's life.
        ThreadPool.UnsafeQueueUserWorkItem(static p => _ = p.ReceiveAsync(), pump, preferLocal: false);
        ThreadPool.UnsafeQueueUserWorkItem(static p => _ = p.SendAsync(), pump, preferLocal: false);
        return pump;
    }

    public void Dispose()
    {
        End.Declare(PipeShutdownKind.PipeDisposed);
        _transport.Close();

        // A loop that waits for its pipe instead of the transport: for bytes to send, or for the client to read.
        _toSend.Reader.CancelPendingRead();
        _received.Writer.CancelPendingFlush();
    }

    private async Task ReceiveAsync()
    {
        Exception? failure = null;
        var pipe = _received.Writer;
        try
        {
            var size = SmallestRead;
            while (true)
            {
                var buffer = pipe.GetMemory(size);
                var count = await _transport.ReceiveAsync(buffer).ConfigureAwait(false);
                Volatile.Write(ref _lastReceived, count);
                if (count <= 0)
                {
                    End.Declare(PipeShutdownKind.ReadEndOfStream);
                    break;
                }

                Interlocked.Add(ref _bytesRead, count);
                size = NextSize(size, count, buffer.Length);
                pipe.Advance(count);
                var flushed = await pipe.FlushAsync().ConfigureAwait(false);
                if (flushed.IsCompleted || flushed.IsCanceled)
                {
                    End.Declare(PipeShutdownKind.ReadFlushCompleted);
                    break;
                }
            }
        }
        catch (Exception e)
        {
            // As it is, since the client tells apart what it reads here and its callers see it; but where the transport was ended
            // because nothing could be sent any more, that is what happened, and not the dispose.
            failure = Volatile.Read(ref _sendFailure) ?? e;
            End.Declare(
                e switch
                {
                    ObjectDisposedException => PipeShutdownKind.ReadDisposed,
                    SocketException => PipeShutdownKind.ReadSocketError,
                    IOException => PipeShutdownKind.ReadIOException,
                    _ => PipeShutdownKind.ReadException,
                },
                ErrorOf(e));
        }

        await pipe.CompleteAsync(failure).ConfigureAwait(false);
    }

    private async Task SendAsync()
    {
        Exception? failure = null;
        var pipe = _toSend.Reader;
        try
        {
            while (true)
            {
                var result = await pipe.ReadAsync().ConfigureAwait(false);
                var data = result.Buffer;
                if (result.IsCanceled)
                {
                    // Disposed between two sends: what is still here is lost, and whoever waits for it to be flushed is to know.
                    pipe.AdvanceTo(data.End);
                    throw new ObjectDisposedException(nameof(DuplexPump));
                }

                if (data.IsEmpty && result.IsCompleted)
                {
                    pipe.AdvanceTo(data.End);
                    break;
                }

                // Never more than is sent, so that the writer is held back while the peer does not take it.
                var sent = data.IsEmpty ? 0 : await _transport.SendAsync(data).ConfigureAwait(false);
                if (sent <= 0 && !data.IsEmpty)
                    throw new SocketException((int)SocketError.ConnectionReset);
                Interlocked.Add(ref _bytesSent, sent);
                pipe.AdvanceTo(data.GetPosition(sent));
            }

            End.Declare(PipeShutdownKind.WriteEndOfStream);
            _transport.EndSending();
        }
        catch (Exception e)
        {
            failure = new ConnectionResetException(e.Message, e);
            End.Declare(
                e switch
                {
                    ObjectDisposedException => PipeShutdownKind.WriteDisposed,
                    SocketException => PipeShutdownKind.WriteSocketError,
                    IOException => PipeShutdownKind.WriteIOException,
                    _ => PipeShutdownKind.WriteException,
                },
                ErrorOf(e));

            // What was flushed is lost, so nobody may go on waiting for the answers.
            Volatile.Write(ref _sendFailure, e);
            _transport.EndReceiving();
        }

        await pipe.CompleteAsync(failure).ConfigureAwait(false); // the client's flush throws it
    }

    // Fewer and larger reads while much is coming.
    private static int NextSize(int size, int count, int length)
        => count == length ? Math.Min(size * 2, LargestRead)
            : count < size / 4 ? Math.Max(size / 2, SmallestRead)
            : size;

    private static SocketError ErrorOf(Exception e)
        => (e as SocketException ?? e.InnerException as SocketException)?.SocketErrorCode ?? SocketError.Success;
}
