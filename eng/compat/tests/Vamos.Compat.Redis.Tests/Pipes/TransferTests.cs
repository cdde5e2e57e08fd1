namespace Vamos.Compat.Redis.Tests.Pipes;

using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using Pipelines.Sockets.Unofficial;

/// <summary>What goes in comes out: all of it, once, in order, in pieces of any size.</summary>
public sealed class TransferTests
{
    [Fact]
    public void Bytes_inPiecesOfAnySize_arriveUnchangedBothWays()
        => Prop.ForAll<PositiveInt[], int>((sizes, seed) =>
        {
            var pieces = sizes.Select((size, i) => Piece(seed + i, 1 + size.Get * 97 % 30_000)).ToArray();
            return ThereAndBackAsync(pieces, new Random(seed)).WaitAsync(Link.Patience).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public async Task Bytes_ofManyMegabytes_arriveUnchangedThroughNarrowPipes()
    {
        var data = Piece(1, 24 * 1024 * 1024);
        using var link = await Link.OpenAsync(Link.Narrow(), Link.Narrow());

        var echoing = EchoAsync(link.Peer);
        var writing = WriteAsync(link.Output, [data], new Random(2));
        var read = await ReadAsync(link.Input, data.Length);
        await writing;
        await link.Output.CompleteAsync();
        await echoing.WaitAsync(Link.Patience);

        Assert.True(data.AsSpan().SequenceEqual(read));
        Assert.Equal(data.Length, link.Connection.BytesRead);
        Assert.Equal(data.Length, link.Connection.BytesSent);
        Assert.Equal(0, link.Connection.GetCounters().BytesWaitingToBeSent);
        Assert.Equal(0, link.Connection.GetCounters().BytesWaitingToBeRead);
    }

    [Fact]
    public async Task Bytes_fromMemoryThatIsNoArray_arriveUnchanged()
    {
        using var pool = new NativePool();
        var data = Piece(3, 300_000);
        var options = new PipeOptions(pool, minimumSegmentSize: 1000, useSynchronizationContext: false);
        using var link = await Link.OpenAsync(options, options);

        var echoing = EchoAsync(link.Peer);
        await WriteAsync(link.Output, [data], new Random(4));
        var read = await ReadAsync(link.Input, data.Length);
        Assert.True(data.AsSpan().SequenceEqual(read));
        await link.Output.CompleteAsync();
        await echoing.WaitAsync(Link.Patience);
    }

    [Fact]
    public async Task Bytes_throughAStream_arriveUnchanged()
    {
        var data = Piece(5, 3_000_000);
        var (near, far) = await Link.SocketsAsync();
        using var peer = far;
        var pipe = StreamConnection.GetDuplex(new NetworkStream(near, ownsSocket: true), Link.Narrow(), Link.Narrow());
        using var disposing = (IDisposable)pipe;

        var echoing = EchoAsync(far);
        var writing = WriteAsync(pipe.Output, [data], new Random(6));
        var read = await ReadAsync(pipe.Input, data.Length);
        await writing.WaitAsync(Link.Patience);

        Assert.True(data.AsSpan().SequenceEqual(read));
        Assert.Equal(data.Length, ((IMeasuredDuplexPipe)pipe).TotalBytesReceived);
        disposing.Dispose();
        await echoing.WaitAsync(Link.Patience);
    }

    [Fact]
    public async Task Reader_ofAStream_readsItToItsEnd()
    {
        var data = Piece(7, 500_000);
        var reader = StreamConnection.GetReader(new MemoryStream(data));

        var read = await ReadAsync(reader, data.Length);
        Assert.True(data.AsSpan().SequenceEqual(read));
        Assert.True((await reader.ReadAsync()).IsCompleted);
        await reader.CompleteAsync();
    }

    private static async Task<bool> ThereAndBackAsync(byte[][] pieces, Random random)
    {
        using var link = await Link.OpenAsync(Link.Narrow(), Link.Narrow());
        var echoing = EchoAsync(link.Peer);
        var writing = WriteAsync(link.Output, pieces, random);
        var expected = pieces.SelectMany(piece => piece).ToArray();
        var read = await ReadAsync(link.Input, expected.Length);
        await writing;
        await link.Output.CompleteAsync();
        await echoing;
        return expected.AsSpan().SequenceEqual(read);
    }

    private static byte[] Piece(int seed, int length)
    {
        var piece = new byte[length];
        new Random(seed).NextBytes(piece);
        return piece;
    }

    private static async Task WriteAsync(PipeWriter output, byte[][] pieces, Random random)
    {
        foreach (var piece in pieces)
        {
            for (var rest = piece.AsMemory(); !rest.IsEmpty;)
            {
                var span = output.GetMemory(random.Next(1, 5000));
                var count = Math.Min(rest.Length, random.Next(1, span.Length + 1));
                rest[..count].CopyTo(span);
                output.Advance(count);
                rest = rest[count..];
                if (random.Next(3) == 0)
                    await output.FlushAsync();
            }

            await output.FlushAsync();
        }
    }

    private static async Task<byte[]> ReadAsync(PipeReader input, int length)
    {
        var read = new byte[length];
        var random = new Random(length);
        for (var at = 0; at < length;)
        {
            var result = await input.ReadAsync().AsTask().WaitAsync(Link.Patience);
            Assert.False(result.IsCompleted && result.Buffer.IsEmpty, $"ended after {at} of {length} bytes");

            // Sometimes less is taken than there is, as a parser does at a half message.
            var some = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, random.Next(1, 40_000)));
            some.CopyTo(read.AsSpan(at));
            at += (int)some.Length;
            input.AdvanceTo(some.End);
        }

        return read;
    }

    private static async Task EchoAsync(Socket peer)
    {
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await peer.ReceiveAsync(buffer)) > 0)
        {
            for (var sent = 0; sent < count;)
                sent += await peer.SendAsync(buffer.AsMemory(sent, count - sent));
        }
    }
}
