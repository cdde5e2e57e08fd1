namespace Pipelines.Sockets.Unofficial.Pumping;

using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;

internal sealed class SocketTransport(Socket socket) : ITransport
{
    // Far below what a system call takes (1024 on Linux).
    private const int MaxSegments = 64;

    private readonly List<ArraySegment<byte>> _batch = new(MaxSegments);

    public int Available
    {
        get
        {
            try
            {
                return socket.Available;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return -1;
            }
        }
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer, SocketFlags.None);

    public async ValueTask<long> SendAsync(ReadOnlySequence<byte> data)
    {
        if (data.IsSingleSegment)
            return await socket.SendAsync(data.First, SocketFlags.None).ConfigureAwait(false);

        try
        {
            Gather(data);
            return _batch.Count == 0
                ? await socket.SendAsync(data.First, SocketFlags.None).ConfigureAwait(false)
                : await socket.SendAsync(_batch, SocketFlags.None).ConfigureAwait(false);
        }
        finally
        {
            _batch.Clear();
        }
    }

    public void EndSending() => Shutdown(SocketShutdown.Send);

    public void EndReceiving() => Shutdown(SocketShutdown.Receive);

    public void Close()
    {
        Shutdown(SocketShutdown.Both);
        socket.Dispose();
    }

    // Memory that is no array (from a pool of the caller's) cannot be gathered, and goes alone when its turn comes.
    private void Gather(ReadOnlySequence<byte> data)
    {
        foreach (var memory in data)
        {
            if (_batch.Count == MaxSegments || !MemoryMarshal.TryGetArray(memory, out var segment))
                return;
            if (segment.Count != 0)
                _batch.Add(segment);
        }
    }

    private void Shutdown(SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended already, which is all that was wanted.
        }
    }
}
