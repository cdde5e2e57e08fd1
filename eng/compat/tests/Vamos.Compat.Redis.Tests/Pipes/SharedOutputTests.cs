namespace Vamos.Compat.Redis.Tests.Pipes;

using System.IO.Pipelines;
using System.Net.Sockets;
using Pipelines.Sockets.Unofficial;

/// <summary>The client flushes and completes the output from other threads than the one that writes to it.</summary>
public sealed class SharedOutputTests
{
    [Fact]
    public async Task Completing_theOutputWhileASpanIsHeld_leavesTheSpanAlone()
    {
        using var pool = new PoisonPool();
        using var link = await Link.OpenAsync(send: new PipeOptions(pool, useSynchronizationContext: false));
        var memory = link.Output.GetMemory(100);

        await Task.Factory.StartNew(
            () => link.Output.Complete(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        link.Connection.Dispose();

        Assert.Equal(0, pool.Returned);
        memory.Span.Fill(1);
        link.Output.Advance(100);
        await Link.UntilAsync(() => pool.Rented == pool.Returned, "everything is given back");
        await Assert.ThrowsAsync<ConnectionResetException>(async () => await link.Output.FlushAsync());
    }

    [Fact]
    public async Task Flush_byAnotherThread_neverTakesASpanAwayFromWhoWritesIt()
    {
        using var pool = new PoisonPool();
        using var link = await Link.OpenAsync(send: new PipeOptions(pool, minimumSegmentSize: 64, useSynchronizationContext: false));
        using var stop = new CancellationTokenSource();
        var receiving = ReceiveAllAsync(link.Peer);
        await link.Output.WriteAsync(BitConverter.GetBytes(0L));
        var flushing = Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                    _ = link.Output.FlushAsync().AsTask().Wait(Link.Patience);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        long written = 1;
        for (var i = 0; i < 100_000; i++)
        {
            var span = link.Output.GetSpan(8)[..8];
            BitConverter.TryWriteBytes(span, written);
            link.Output.Advance(8);
            written++;
        }

        stop.Cancel();
        await flushing.WaitAsync(Link.Patience);
        await link.Output.FlushAsync();
        link.Output.Complete();

        var received = await receiving.WaitAsync(Link.Patience);
        Assert.Equal(written * 8, received.Length);
        for (var i = 0; i < written; i++)
            Assert.Equal(i, BitConverter.ToInt64(received, i * 8));
    }

    [Fact]
    public async Task Flush_ofARequestThatWasWrittenElsewhere_isRefused()
    {
        using var link = await Link.OpenAsync();

        await Assert.ThrowsAsync<ConnectionResetException>(async () => await link.Output.FlushAsync());
        await Assert.ThrowsAsync<ConnectionResetException>(async () => await link.Output.WriteAsync(new byte[10]));
    }

    [Fact]
    public async Task Flush_ofNothingAfterOthers_isTaken()
    {
        using var link = await Link.OpenAsync();
        await link.Output.WriteAsync(new byte[10]);

        await link.Output.FlushAsync();
        await link.Output.WriteAsync(new byte[10]);
    }

    [Fact]
    public async Task Span_thatWasGivenUp_holdsNothingBack()
    {
        using var link = await Link.OpenAsync();
        await Task.Factory.StartNew(
            () => link.Output.GetSpan(10).Clear(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        await link.Output.WriteAsync("abc"u8.ToArray()).AsTask().WaitAsync(Link.Patience);
        link.Output.GetSpan(10);
        await link.Output.FlushAsync().AsTask().WaitAsync(Link.Patience);
        link.Output.GetSpan(10);
        link.Output.Complete();

        Assert.Equal("abc"u8.ToArray(), await ReceiveAllAsync(link.Peer).WaitAsync(Link.Patience));
    }

    private static async Task<byte[]> ReceiveAllAsync(Socket peer)
    {
        using var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await peer.ReceiveAsync(buffer)) > 0)
            received.Write(buffer, 0, count);
        return received.ToArray();
    }
}
