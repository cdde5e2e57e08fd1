namespace Pipelines.Sockets.Unofficial;

using System.IO.Pipelines;
using Pipelines.Sockets.Unofficial.Pumping;

/// <summary>Streams as pipes.</summary>
public static class StreamConnection
{
    /// <summary>A stream as a duplex pipe, which owns it; read and written at the same time, as TLS streams allow.</summary>
    public static IDuplexPipe GetDuplex(
        Stream stream,
        PipeOptions? sendPipeOptions = null,
        PipeOptions? receivePipeOptions = null,
        string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return DuplexPump.Start(new StreamTransport(stream), sendPipeOptions, receivePipeOptions);
    }

    /// <summary>A stream that is only read. Completing the reader closes it.</summary>
    public static PipeReader GetReader(Stream stream, PipeOptions? pipeOptions = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return PipeReader.Create(stream, new StreamPipeReaderOptions(pipeOptions?.Pool, bufferSize: 16 * 1024, minimumReadSize: 1024));
    }
}
