namespace Pipelines.Sockets.Unofficial.Pumping;

using System.Buffers;

internal sealed class StreamTransport(Stream stream) : ITransport
{
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => stream.ReadAsync(buffer);

    public async ValueTask<long> SendAsync(ReadOnlySequence<byte> data)
    {
        foreach (var memory in data)
            await stream.WriteAsync(memory).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
        return data.Length;
    }

    // A stream has no half-close.
    public void EndSending()
    {
    }

    public void EndReceiving() => Close();

    public void Close()
    {
        try
        {
            stream.Dispose();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or NotSupportedException)
        {
            // Some streams write on dispose, to a peer that is gone or while another write is pending.
        }
    }
}
